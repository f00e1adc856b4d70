import { fileFault, UsageError } from './usage-error.ts';

/** What stands for standard input, and for standard output, where a file is named. */
export const STANDARD = '-';

/** Far above any scenario, trace or result that fits in memory as text. */
export const MAX_BYTES = 256 * 2 ** 20;

let text: Promise<string> | undefined;

/** Standard input to its end, however slowly it comes; whoever asks again gets the same. Throws UsageError. */
export function readStandardInput(): Promise<string> {
  text ??= readToEnd();
  return text;
}

async function readToEnd(): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of process.stdin as AsyncIterable<Buffer>) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes > MAX_BYTES) throw new UsageError('standard input is larger than 256 MB');
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read standard input: ${fileFault(error)}`);
  }
  return Buffer.concat(pieces).toString('utf8');
}
