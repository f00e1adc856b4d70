import type { BreakerWatch } from '../model/books/breaker-watch.ts';

/** One breaker of a pipeline. Of several instances, counts add up and times are means. */
export interface BreakerTotals {
  readonly name: string;
  /** The link that it guards; present of a graph. */
  readonly link?: { readonly from: string; readonly to: string };
  /** Its place in the pipeline, from 0. */
  readonly place: number;
  /** How many circuits it has, as instances or what they call have one each; present of a graph. */
  readonly circuits?: number;
  readonly opens: number;
  readonly openMs: number;
  readonly halfOpenMs: number;
  /** Calls that it blocked. */
  readonly blocked: number;
}

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
