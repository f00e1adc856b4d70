import type { Problem } from '../scenario/problem.ts';
import { problemWords } from '../scenario/problem-text.ts';

/** A mistake at its place in the text. */
export interface Diagnostic {
  readonly from: number;
  readonly to: number;
  readonly severity: 'error';
  readonly message: string;
}

/** The mistakes of a scenario as an editor underlines them: the words and places are those of `check`. */
export function diagnosticsOf(problems: readonly Problem[], text: string): Diagnostic[] {
  const lines = lineStarts(text);
  return problems
    .map((problem) => ({
      ...range(problem, text, lines),
      severity: 'error' as const,
      message: problemWords(problem),
    }))
    .sort((a, b) => a.from - b.from);
}

function range({ place }: Problem, text: string, lines: readonly number[]) {
  if (place.kind !== 'position')
    return { from: 0, to: Math.min(text.length, lines[1] ?? text.length) };
  const from = Math.min(text.length, (lines[place.line - 1] ?? text.length) + place.column - 1);
  // A word, or what stands up to the next sign that parts values.
  const length =
    /^(?:"[^"\n]*"|'[^'\n]*'|[^\s,:{}[\]#]+|.)/.exec(text.slice(from))?.[0].length ?? 0;
  return { from, to: from + length };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
