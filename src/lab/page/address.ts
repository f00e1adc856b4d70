import { type Carried, carriedText, readCarried } from '../link.ts';

/** A link that unpacks to more than this was not made here. */
const MOST = 2_000_000;

const PREFIX = '#lab=';

/** What the part behind the # carries: nothing of it is ever sent to a server. */
export async function partOf(carried: Carried): Promise<string> {
  const packed = new Blob([carriedText(carried)])
    .stream()
    .pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return PREFIX + btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** What an address carries; undefined where it carries nothing that can be read. */
export async function readPart(part: string): Promise<Carried | undefined> {
  if (!part.startsWith(PREFIX)) return undefined;
  try {
    const letters = atob(part.slice(PREFIX.length).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return readCarried(await boundedText(unpacked));
  } catch {
    // Cut short, or of another make.
    return undefined;
  }
}

async function boundedText(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > MOST) throw new Error('too long');
  }
}
