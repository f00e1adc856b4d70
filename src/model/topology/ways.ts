import type { Agenda } from '../../kernel/agenda.ts';
import { changed, endOf, grows } from '../service/change.ts';
import { delayBetween, type RegionsSettings, regionNames, type WayEntry } from './geography.ts';

/** What becomes of what is sent where there is no way: its sender hears of it at once, or never. */
export type WayOutage = NonNullable<WayEntry['outage']>;

/** The way that takes no time and never goes away: to or from no place in particular. */
const NOWHERE = 0;

/**
 * The ways between regions, each by its number: how long they take at present, and whether they are there. What
 * happens to a way, happens to what sets off on it; what is under way already arrives.
 */
export class Ways {
  private readonly agenda: Agenda;
  private readonly names: readonly string[];
  /** By number, in ms. */
  private readonly written: Float64Array;
  /** By number: the entries of the script that mean the way; none at all where there is no script. */
  private readonly entries: readonly (readonly WayEntry[])[];

  constructor(agenda: Agenda, { delays, script }: RegionsSettings) {
    const names = regionNames(delays);
    this.agenda = agenda;
    this.names = names;
    const pairs = names.flatMap((from) => names.map((to) => ({ from, to })));
    this.written = Float64Array.from([
      0,
      ...pairs.map(({ from, to }) => delayBetween(delays, from, to) ?? 0),
    ]);
    this.entries = script.length === 0 ? [] : [[], ...pairs.map((pair) => meaning(script, pair))];
  }

  /** The number of the way from one region to another; none at all: no place in particular. */
  numberOf(from: string | undefined, to: string | undefined): number {
    if (from === undefined || to === undefined) return NOWHERE;
    return 1 + this.names.indexOf(from) * this.names.length + this.names.indexOf(to);
  }

  /** The way back. */
  backOf(way: number): number {
    if (way === NOWHERE) return NOWHERE;
    const many = this.names.length;
    return 1 + ((way - 1) % many) * many + Math.floor((way - 1) / many);
  }

  /** As the scenario has it, in ms. */
  writtenMs(way: number): number {
    return this.written[way]!;
  }

  /** At present, in ms. */
  delayMs(way: number): number {
    const { now } = this.agenda;
    return this.holding(way).reduce(
      (delayMs, entry) => changed(delayMs, entry, entry.delay, now),
      this.written[way]!,
    );
  }

  /** Null: it is there. Of several, the last in the script holds. */
  outage(way: number): WayOutage | null {
    return this.holding(way).reduce<WayOutage | null>(
      (outage, entry) => entry.outage ?? outage,
      null,
    );
  }

  /** Whether something makes the way, or the way back, worse than it is written. */
  isTroubled(way: number): boolean {
    return [way, this.backOf(way)].some((one) =>
      this.holding(one).some((entry) => isWorseWay(entry, this.written[one]!)),
    );
  }

  private holding(way: number): readonly WayEntry[] {
    const entries = this.entries[way] ?? NONE;
    if (entries.length === 0) return NONE;
    const { now } = this.agenda;
    return entries.filter((entry) => entry.at <= now && now < endOf(entry));
  }
}

const NONE: readonly WayEntry[] = [];

/** Whether an entry makes a way worse that takes so many ms. */
export function isWorseWay({ delay, outage }: WayEntry, writtenMs: number): boolean {
  return outage !== undefined || grows(delay, writtenMs);
}

function meaning(script: readonly WayEntry[], way: { from: string; to: string }): WayEntry[] {
  return script.filter(({ from, to, oneWay }) => {
    const isThere = from === way.from && to === way.to;
    return isThere || (!oneWay && from === way.to && to === way.from);
  });
}
