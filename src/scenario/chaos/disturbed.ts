import {
  durationText,
  exactDuration,
  exactShare,
  plainDigits,
} from '../../kernel/quantity-text.ts';
import type { OpenLoopTraffic } from '../../model/traffic/index.ts';
import type { Scenario } from '../schema.ts';
import type { Written } from '../written.ts';
import { writtenForm } from '../written-form.ts';
import { type Change, type Disturbance, type Entry, endOf, type Surge } from './disturbance.ts';
import { targetKeys } from './place.ts';

/** A setting of a scenario, as its file would have it. */
export interface Setting {
  readonly path: readonly string[];
  readonly value: readonly Written[];
}

/** A script of a scenario: where it stands, and what it says. */
interface Script {
  readonly path: Setting['path'];
  readonly entries: readonly Written[];
}

/** What a scenario says instead, so that these disturbances happen in it; in the language of its file. */
export function disturbed(scenario: Scenario, disturbances: readonly Disturbance[]): Setting[] {
  const entries = disturbances.filter((one) => one.what === 'entry');
  const surges = disturbances.filter((one) => one.what === 'surge');
  const { traffic } = scenario;
  return [
    ...scriptsOf(scenario, entries).map(({ path, entries: value }) => ({ path, value })),
    ...(surges.length > 0 && 'startRate' in traffic
      ? [{ path: ['traffic', 'stages'] as const, value: surged(traffic, surges) }]
      : []),
  ];
}

/** Every script that is there, or shall be: what stays of it, and the entries that come to it. */
function scriptsOf(scenario: Scenario, entries: readonly Entry[]): Script[] {
  const stays = scenario.chaos?.script === 'keep';
  const of = (
    path: Setting['path'],
    own: readonly Written[],
    coming: readonly Entry[],
  ): Script => ({
    path,
    entries: [...(stays ? own : []), ...inForce(coming).map(writtenEntry)],
  });
  const whole = stays ? writtenForm(scenario) : {};
  const { services, regions } = scenario;
  if (services === undefined) return [of(GATEWAY, ownScript(whole, GATEWAY), entries)];
  const named = Object.keys(services).map((name) => ({
    path: ['services', name, 'script'],
    isThere: services[name]!.script.length > 0,
    coming: entries.filter(({ on }) => on !== undefined && 'service' in on && on.service === name),
  }));
  const onWays = {
    path: ['regions', 'script'],
    isThere: (regions?.script.length ?? 0) > 0,
    coming: entries.filter(({ on }) => on !== undefined && 'from' in on),
  };
  return [...named, onWays]
    .filter(({ isThere, coming }) => isThere || coming.length > 0)
    .map(({ path, coming }) => of(path, ownScript(whole, path), coming));
}

const GATEWAY = ['paymentService', 'script'] as const;

/** The script as the written form has it; nothing where it has none. */
function ownScript(whole: Written, path: Setting['path']): readonly Written[] {
  const script = path.reduce<unknown>((here, key) => (here as Written | undefined)?.[key], whole);
  return (script ?? []) as readonly Written[];
}

/** Of entries that set the same, the last one holds: the worse stands behind the better. */
function inForce(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((a, b) => gravity(a) - gravity(b) || a.at - b.at);
}

function gravity({ changes }: Entry): number {
  return changes.reduce((worst, change) => {
    if (change.what === 'failureRate') return Math.max(worst, change.to);
    if (change.what === 'delay') return Math.max(worst, change.toMs);
    return change.what === 'network' ? Math.max(worst, meanOf(change.delaysMs)) : worst;
  }, 0);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function writtenEntry({ on, at, for: lasting, changes }: Entry): Written {
  const written = changes.map((change) => [change.what, writtenChange(change)]);
  return {
    at: readable(at),
    for: readable(lasting),
    ...(on !== undefined && targetKeys(on)),
    ...(Object.fromEntries(written) as Written),
  };
}

function writtenChange(change: Change): unknown {
  switch (change.what) {
    case 'failureRate':
      return exactShare(change.to);
    case 'latency': {
      const by = `x${plainDigits(change.factor)}`;
      return change.ramp ? { ramp: by } : by;
    }
    case 'network':
      return { distribution: 'empirical', values: change.delaysMs.map(exactDuration) };
    case 'outage':
      return change.how;
    case 'delay':
      return exactDuration(change.toMs);
    case 'store':
      return 'down';
    case 'nodesDown':
      return change.nodes;
  }
}

/** No rate may be higher. */
const MAX_PER_SECOND = 1e7;

/**
 * The stages of traffic with its surges in them: cut where a surge begins or ends, and every rate times the
 * surges in force.
 */
function surged({ startRate, stages }: OpenLoopTraffic, surges: readonly Surge[]): Written[] {
  const cuts = surges.flatMap((surge) => [surge.at, endOf(surge)]).sort((a, b) => a - b);
  const written: Written[] = [];
  let now = 0;
  let rate = startRate;
  let last = startRate;
  const go = (untilMs: number, target: number): void => {
    const holding = surges.filter((surge) => surge.at <= now && now < endOf(surge));
    const factor = holding.reduce((product, surge) => product * surge.factor, 1);
    const [from, to] = [raised(rate, factor), raised(target, factor)];
    if (from !== last) written.push(stage(0, from));
    if (untilMs > now && Number.isFinite(untilMs)) written.push(stage(untilMs - now, to));
    now = untilMs;
    rate = target;
    last = to;
  };
  for (const { duration, target } of stages) {
    const [start, from] = [now, rate];
    for (const cut of cuts.filter((one) => now < one && one < start + duration)) {
      go(cut, from + ((target - from) * (cut - start)) / duration);
    }
    if (duration > 0) go(start + duration, target);
    rate = target;
  }
  for (const cut of cuts) if (cut > now) go(cut, rate);
  go(Number.POSITIVE_INFINITY, rate);
  return written;
}

/** Without the dust of binary fractions. */
function raised(rate: number, factor: number): number {
  return Math.min(MAX_PER_SECOND, Number((rate * factor).toPrecision(9)));
}

function stage(durationMs: number, target: number): Written {
  return { duration: readable(durationMs), target: `${plainDigits(target)}/s` };
}

const DAY_MS = 86_400_000;

/** `1m25.5s` where that is exact; else in one unit. */
function readable(ms: number): string {
  const isPlain = Number.isInteger(ms) && ms > 0 && ms < DAY_MS;
  return isPlain ? durationText(ms) : exactDuration(ms);
}
