import type { IncomingMessage } from 'node:http';

/** A request is a few numbers. */
const MOST_BYTES = 16_384;

/** What is wrong with a request, as its answer says it. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
  readonly status: number;

  constructor(status: number, words: string) {
    super(words);
    this.status = status;
  }
}

/** The JSON object that a request brings; an empty body is an empty object. Rejects with BadRequest. */
export async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const text = await textOf(request);
  if (text.trim() === '') return {};
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadRequest(400, 'the body is no JSON object');
  }
  return value as Readonly<Record<string, unknown>>;
}

/** By listeners: an iterator over each of thousands of requests a second costs more than all else here. */
function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    request.on('data', (piece: Buffer) => {
      bytes += piece.length;
      // The rest is heard and forgotten: who finds the line cut while still speaking hears no answer.
      if (bytes <= MOST_BYTES) pieces.push(piece);
      else reject(new BadRequest(413, `a body of more than ${MOST_BYTES} bytes`));
    });
    request.on('end', () => resolve(Buffer.concat(pieces).toString()));
    request.on('error', reject);
  });
}

/** A whole number of at least `least` under `key`; left out, `otherwise`. Throws BadRequest. */
export function wholeIn(
  body: Readonly<Record<string, unknown>>,
  key: string,
  least: number,
  otherwise: () => number,
): number {
  const value = body[key];
  if (value === undefined) return otherwise();
  if (Number.isSafeInteger(value) && (value as number) >= least) return value as number;
  throw new BadRequest(400, `${key}: expected a whole number of at least ${least}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadRequest(400, `malformed JSON: ${(error as Error).message}`);
  }
}
