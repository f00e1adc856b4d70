import type { Result } from '../experiment/result.ts';
import type { Reporter } from './reporter.ts';

/** What a reporter says of a run that is over, as if it happened now; no calls, a result holds none. */
export function* replay(result: Result, reporter: Reporter): Generator<string> {
  const { scenario, arms } = result;
  yield reporter.start?.(
    scenario,
    arms.map(({ name }) => name),
  ) ?? '';
  const next = arms.map(() => 0);
  const length = arms.reduce((most, { ticks = [] }) => Math.max(most, ticks.length), 0);
  for (let index = 0; index < length; index++) {
    const endMs = index === length - 1 ? Number.POSITIVE_INFINITY : (index + 1) * scenario.tickMs;
    for (const [arm, { name, transitions }] of arms.entries()) {
      for (; (transitions[next[arm]!]?.atMs ?? endMs) < endMs; next[arm]!++) {
        yield reporter.transition?.(name, transitions[next[arm]!]!) ?? '';
      }
    }
    for (const { name, ticks = [] } of arms) {
      const tick = ticks[index];
      if (tick !== undefined) yield reporter.tick?.(name, tick) ?? '';
    }
  }
  yield* reporter.end(result);
}
