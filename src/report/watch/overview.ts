import { gravestState } from '../../model/books/breaker-watch.ts';
import { cellsOf, cut } from '../cells.ts';
import { shareOf, shortCount } from '../figures.ts';
import type { Look } from '../terminal-chart/look.ts';
import { gauge } from './gauges.ts';
import type { WatchedArm, WatchedService } from './view.ts';

/** From this width on there is room for what came in the present tick, and how much of it was done. */
const WIDE = 64;
const GAP = '  ';

interface Row {
  readonly name: string;
  /** The gravest state of the breakers on the ways to it; a space where there are none. */
  readonly sign: string;
  readonly places: string;
  readonly fullest: string;
  readonly share: number | null;
  readonly queue: string;
  readonly wide: readonly string[];
}

/** All services of a graph under a head, a line each; the first ones, if there is no room for all. */
export function overviewLines(
  arm: WatchedArm,
  { width, rows }: { width: number; rows: number },
  look: Look,
): string[] {
  const services = arm.graph?.services ?? [];
  const shown = services.length + 1 <= rows ? services : services.slice(0, Math.max(0, rows - 2));
  const all = shown.map((service) => rowOf(arm, service, width >= WIDE, look));
  const head = { name: 'service', places: 'places', queue: 'queue', wide: ['in', 'done'] };
  const longest = (of: (row: Row) => string, least: string): number =>
    Math.max(cellsOf(least), ...all.map((row) => cellsOf(of(row))));
  const nameWidth = Math.min(
    longest(({ name }) => name, head.name),
    Math.floor(width / 3),
  );
  const placesWidth = longest(({ places, fullest }) => longer(places, fullest), head.places);
  const queueWidth = longest(({ queue }) => queue, head.queue) + 1;
  const wideWidth = width >= WIDE ? 2 * WIDE_CELLS : 0;
  const fixed = nameWidth + 3 + placesWidth + 2 + queueWidth + wideWidth;
  const barWidth = Math.max(0, width - fixed - 1);
  const right = (text: string, cells: number) => text.padStart(cells);
  const wideOf = (cells: readonly string[]): string =>
    width >= WIDE ? cells.map((cell) => right(cell, WIDE_CELLS)).join('') : '';
  const lines = all.map(({ name, sign, places, share, queue, wide }) => {
    const label = cut(look.words(name), nameWidth, look.signs.ellipsis).padEnd(nameWidth);
    const bar = share === null ? ' '.repeat(barWidth) : gauge(share, barWidth, look);
    return `${label} ${sign} ${bar} ${right(places, placesWidth)}${GAP}${right(queue, queueWidth)}${wideOf(wide)}`;
  });
  const top = `${head.name.padEnd(nameWidth)}   ${' '.repeat(barWidth)} ${right(head.places, placesWidth)}${GAP}${right(head.queue, queueWidth)}${wideOf(head.wide)}`;
  const left = services.length - shown.length;
  const more =
    left === 0 ? [] : [look.faint(`${look.signs.more} ${left} more: s goes through them`)];
  return [look.faint(top), ...lines, ...more];
}

const WIDE_CELLS = 9;

function rowOf(arm: WatchedArm, service: WatchedService, isWide: boolean, look: Look): Row {
  const { name, places: limit } = service;
  const now = arm.ticks.at(-1)!.services?.[name];
  const busy = now?.busy ?? 0;
  const state = gravestState(arm.breakers.filter(({ link }) => link.to === name));
  const fill = state === null ? null : look.states[state];
  return {
    name,
    sign: fill === null ? ' ' : fill.colour(fill.sign),
    places: limit === null ? shortCount(busy) : `${shortCount(busy)}/${shortCount(limit)}`,
    fullest: limit === null ? '' : `${shortCount(limit)}/${shortCount(limit)}`,
    share: limit === null ? null : busy / limit,
    queue: shortCount(now?.queued ?? 0),
    wide:
      isWide && now !== undefined
        ? [
            shortCount(now.requests.received),
            shareOf(now.requests.successful, now.requests.received),
          ]
        : [],
  };
}

const longer = (one: string, other: string): string => (other.length > one.length ? other : one);
