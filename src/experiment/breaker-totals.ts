import type { BreakerWatch } from '../model/books/breaker-watch.ts';
import type { BreakerTotals } from './result.ts';

interface Named {
  readonly name: string;
}

/** A link, or a way from one service to another, by the names of both. */
export function linkNames({ from, to }: { readonly from: Named; readonly to: Named }) {
  return { from: from.name, to: to.name };
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
