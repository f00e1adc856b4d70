import type { Tick } from '../../experiment/result.ts';
import type { BreakerStateName } from '../../resilience/breaker/state.ts';
import { cellsOf, cut } from '../cells.ts';
import type { StateSpan } from '../chart/state-spans.ts';
import { shareOf, shortCount } from '../figures.ts';
import type { Look } from '../terminal-chart/look.ts';
import { gauges } from './gauges.ts';
import type { WatchedArm, WatchedBreaker, WatchedLink } from './view.ts';

/** What is told of one service of a graph: its places and queue, what came, and the calls to it and from it. */
export function serviceLines(
  arm: WatchedArm,
  service: string,
  { width, rows }: { width: number; rows: number },
  look: Look,
): string[] {
  const found = arm.graph?.services.find(({ name }) => name === service);
  const now = arm.ticks.at(-1)!.services?.[service];
  if (found === undefined || now === undefined) return [look.faint('not in this arm')];
  const { places, queue } = found;
  const { received, successful } = now.requests;
  const done = `${shortCount(received)} in this tick, ${shortCount(successful)} done`;
  const lines = [
    ...gauges(
      [
        { name: 'places', value: now.busy, limit: places },
        { name: 'queue', value: now.queued, limit: queue },
      ],
      width,
      look,
    ),
    `${look.faint('requests')} ${done}`,
    ...linksOf(arm, service).map((link) => linkLine(arm, link, service, width, look)),
  ];
  if (lines.length <= rows) return lines;
  const shown = lines.slice(0, Math.max(0, rows - 1));
  const left = lines.length - shown.length;
  return [...shown, look.faint(`${look.signs.more} ${left} more`)];
}

/** The links that lead to it, and those that leave it. */
export function linksOf({ graph }: WatchedArm, service: string): readonly WatchedLink[] {
  const links = graph?.links ?? [];
  return [
    ...links.filter(({ to }) => to === service),
    ...links.filter(({ from }) => from === service),
  ];
}

/** The breakers on the links of a service, or of all. */
export function breakersOf({ breakers }: WatchedArm, service: string | null): WatchedBreaker[] {
  return breakers.filter(
    ({ link }) => service === null || link.from === service || link.to === service,
  );
}

/** The states of the breakers of a service tick by tick, the gravest of them. */
export function serviceSpans(
  arm: WatchedArm,
  service: string,
  tickMs: number,
  endMs: number,
): StateSpan[] {
  const own = new Set(breakersOf(arm, service));
  const places = arm.breakers.flatMap((breaker, place) => (own.has(breaker) ? [place] : []));
  if (places.length === 0) return [];
  return arm.ticks.map((tick) => ({
    breaker: null,
    instance: 1,
    fromMs: tick.startMs,
    untilMs: Math.min(tick.startMs + tickMs, endMs),
    state: stateIn(tick, places),
  }));
}

/** Of each breaker, the state that most of its circuits are in; of several breakers, the graver. */
function stateIn({ breakers = [] }: Tick, places: readonly number[]): BreakerStateName {
  const own = places.flatMap((place) => breakers[place] ?? []);
  const closed = ({ open, halfOpen }: { open: number; halfOpen: number }) => 1 - open - halfOpen;
  if (own.some((one) => one.open >= one.halfOpen && one.open >= closed(one))) return 'open';
  return own.some((one) => one.halfOpen >= closed(one)) ? 'half-open' : 'closed';
}

/** `to credit      [open]   1,390  92.1 %`: calls made in this tick, and how many of them were answered well. */
function linkLine(
  arm: WatchedArm,
  link: WatchedLink,
  service: string,
  width: number,
  look: Look,
): string {
  const calls = arm.ticks.at(-1)!.links?.[link.from]?.[link.to]?.calls;
  const made = calls?.started ?? 0;
  const share = calls === undefined ? '' : shareOf(calls.successful, made);
  const figures = `${shortCount(made).padStart(7)} ${share.padStart(7)}`;
  const badges = arm.breakers
    .filter(({ link: guarded }) => guarded.from === link.from && guarded.to === link.to)
    .map((breaker) => badgeOf(breaker, look))
    .join(' ');
  const words = link.from === service ? `to ${link.to}` : `from ${link.from}`;
  const room = Math.max(4, width - cellsOf(badges) - cellsOf(figures) - 1);
  const name = cut(look.words(words), room, look.signs.ellipsis);
  return `${name}${' '.repeat(Math.max(0, room - cellsOf(name)))} ${badges}${figures}`;
}

/** Of several circuits, how many are not closed. */
function badgeOf({ state, circuits, open, halfOpen }: WatchedBreaker, look: Look): string {
  if (circuits === 1 || open + halfOpen === 0) return look.badge(state, state);
  const parts = [
    open === 0 ? '' : `${shortCount(open)} open`,
    halfOpen === 0 ? '' : `${shortCount(halfOpen)} half-open`,
  ].filter((part) => part !== '');
  return look.badge(`${parts.join(', ')} of ${shortCount(circuits)}`, state);
}
