import { createReadStream, statSync } from 'node:fs';
import { PassThrough, pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { MAX_BYTES, STANDARD } from '../standard-input.ts';
import { fileFault, UsageError } from '../usage-error.ts';

/** A file or standard input, read piece by piece. */
export interface TextSource {
  readonly name: string;
  /** As much of the beginning as tells what it is. */
  readonly beginning: string;
  /** The whole of it, the beginning included, in pieces; it can be read once. */
  pieces(): AsyncIterable<string>;
}

/** So much is looked at to tell what a file is. */
const BEGINNING = 2 ** 16;
const GZIP = [0x1f, 0x8b] as const;

/** Opens what `--from` names; what is packed by gzip is unpacked on the way. Throws UsageError. */
export async function openText(from: string): Promise<TextSource> {
  const name = from === STANDARD ? 'stdin' : from;
  const bytes = await unpacked(
    attempt(name, () => opened(from)),
    name,
  );
  const iterator = decoded(bytes, name)[Symbol.asyncIterator]();
  let beginning = '';
  while (beginning.length < BEGINNING) {
    const next = await iterator.next();
    if (next.done === true) break;
    beginning += next.value;
  }
  return {
    name,
    beginning,
    async *pieces() {
      yield beginning;
      for (;;) {
        const next = await iterator.next();
        if (next.done === true) return;
        yield next.value;
      }
    },
  };
}

/** All of it as one text; throws UsageError where it is too large for that. */
export async function wholeText(source: TextSource): Promise<string> {
  let text = '';
  for await (const piece of source.pieces()) {
    text += piece;
    if (text.length > MAX_BYTES) throw new UsageError(`${source.name} is larger than 256 MB`);
  }
  return text;
}

function opened(from: string): Readable {
  if (from === STANDARD) return process.stdin;
  const found = statSync(from);
  if (found.isDirectory()) throw new UsageError(`${from} is a directory, not a recording`);
  if (found.isCharacterDevice()) throw new UsageError(`${from} is a device, not a file`);
  return createReadStream(from, { highWaterMark: 2 ** 18 });
}

/** Told by its first two bytes, whatever it is called. */
async function unpacked(source: Readable, name: string): Promise<Readable> {
  const iterator = (source as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const first = await guarded(name, () => iterator.next());
  const whole = new PassThrough();
  const packed = first.done !== true && GZIP.every((byte, i) => first.value[i] === byte);
  const again = async function* () {
    if (first.done !== true) yield first.value;
    for (;;) {
      const next = await guarded(name, () => iterator.next());
      if (next.done === true) return;
      yield next.value;
    }
  };
  // An error is met by who reads the end of the pipe.
  if (packed) pipeline(Readable.from(again()), createGunzip(), whole, () => {});
  else pipeline(Readable.from(again()), whole, () => {});
  return whole;
}

async function* decoded(bytes: Readable, name: string): AsyncIterable<string> {
  const decoder = new TextDecoder();
  try {
    for await (const piece of bytes as AsyncIterable<Buffer>)
      yield decoder.decode(piece, { stream: true });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read ${name}: ${fileFault(error)}`);
  }
  yield decoder.decode();
}

async function guarded<Value>(name: string, action: () => Promise<Value>): Promise<Value> {
  try {
    return await action();
  } catch (error) {
    throw new UsageError(`cannot read ${name}: ${fileFault(error)}`);
  }
}

function attempt<Value>(name: string, action: () => Value): Value {
  try {
    return action();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read ${name}: ${fileFault(error)}`);
  }
}
