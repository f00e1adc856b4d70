import type { SeedRange } from '../../experiment/study/seed-set.ts';
import { decimal } from '../../kernel/quantity-text.ts';
import { UsageError } from '../usage-error.ts';

/** Findings count seeds exactly up to here, and a machine of a year's work has not come that far. */
const MOST = 1e12;

/** `30` is 1..30, `1..30` itself. Throws UsageError. */
export function parseSeeds(text: string): SeedRange {
  const match = /^(?:(-?\d+)\.\.)?(-?\d+)$/.exec(text.trim());
  if (match === null) throw mistake(text, 'a number of seeds, such as 30, or a range: 1..30');
  const [from, until] = [Number(match[1] ?? 1), Number(match[2])];
  if (match[1] === undefined && until < 1) throw mistake(text, 'at least one seed');
  if (until < from) throw mistake(text, `a range that goes up: ${until}..${from}`);
  if (until - from >= MOST || Math.max(-from, until) > Number.MAX_SAFE_INTEGER) {
    throw mistake(text, `at most ${decimal(MOST)} seeds, whole numbers that count exactly`);
  }
  return { from, count: until - from + 1 };
}

function mistake(found: string, expected: string): UsageError {
  return new UsageError(`--seeds: found ${JSON.stringify(found)}, expected ${expected}`);
}
