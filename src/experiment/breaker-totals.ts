import type { BreakerWatch } from '../model/books/breaker-watch.ts';
import type { BreakerTotals } from './result.ts';

/** The link that a breaker guards, by the names of the services at both ends. */
export function linkNames({ from, target }: BreakerWatch['link']): { from: string; to: string } {
  return { from: from.name, to: target.name };
}

/** What became of every breaker of an arm. */
export function breakerTotals(
  breakers: readonly BreakerWatch[],
  isGraph: boolean,
): BreakerTotals[] {
  return breakers.map((watch) => ({
    name: watch.name,
    ...(isGraph && { link: linkNames(watch.link), circuits: watch.circuitCount }),
    place: watch.place,
    opens: watch.opens,
    openMs: watch.meanTimeIn('open'),
    halfOpenMs: watch.meanTimeIn('half-open'),
    blocked: watch.blockedCalls,
  }));
}
