import {
  type Latency,
  meanOf,
  quantileOf,
  type Told,
  together,
} from '../../scenario/recording/latency.ts';
import type { Recording, Step } from '../../scenario/recording/recording.ts';
import type { ArmResult, Tick } from '../result.ts';
import { LATENCY_SHARE, POINTS } from '../validation/tolerances.ts';
import type { RecordedScenario } from './recorded-scenario.ts';

/** The steps at which something changes: the traffic, or the service. */
export function edgesOf({ rates, conditions }: RecordedScenario): number[] {
  return [...rates.pieces, ...conditions.spells].flatMap(({ from, until }) => [from, until]);
}

/** What there is to compare of a stretch of time. */
export interface Figures {
  /** Requests, or orders, per second. */
  readonly rate: number;
  /** Of them, 0 to 1. */
  readonly failed: number;
  /** In ms, of all that ended; null where it is not known. */
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly mean: number | null;
}

export interface Compared {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly recorded: Figures;
  readonly simulated: Figures;
  /** Whether every figure of it is as near as the tolerances want it. */
  readonly isAlike: boolean;
}

/** How well a scenario reproduces the recording that it was made of. */
export interface Reproduction {
  /** Every step of the recording that the run came to. */
  readonly steps: readonly Compared[];
  /** Steps as they belong together: between two changes of traffic or service. */
  readonly stretches: readonly Compared[];
  readonly alike: number;
  /** How far apart steps are as a rule: of what was recorded, of failures in points (0.01 is one); null: unknown. */
  readonly apart: {
    readonly rate: number | null;
    readonly failed: number | null;
    readonly p50: number | null;
    readonly p95: number | null;
    readonly p99: number | null;
  };
}

/** Rates may differ by so much, and by what chance makes of so few requests. */
const RATE = 0.1;
/** Standard errors that chance is allowed. */
const ERRORS = 3;
/** Of the logarithm of a quantile of n exponential latencies, twice its error, between two such samples: this over √n. */
const QUANTILE_ERRORS = { p50: 4.1, p95: 4.1, p99: 6.1 } as const;

/** Holds the simulation of its scenario against a recording; `edges`: the steps at which something changes. */
export function reproductionOf(
  { steps, stepMs }: Recording,
  arm: ArmResult,
  edges: readonly number[],
): Reproduction {
  const ticks = (arm.ticks ?? []).slice(0, steps.length);
  const pair = (from: number, until: number): Compared =>
    compared(steps.slice(from, until), ticks.slice(from, until), from * stepMs, until * stepMs);
  const each = ticks.map((_, i) => pair(i, i + 1));
  const turns = [...new Set([0, ...edges, ticks.length])]
    .filter((edge) => edge <= ticks.length)
    .sort((a, b) => a - b);
  return {
    steps: each,
    stretches: turns.slice(1).map((until, i) => pair(turns[i]!, until)),
    alike: each.filter(({ isAlike }) => isAlike).length,
    apart: {
      rate: typical(each, (one) => one.rate, relative),
      failed: typical(
        each,
        (one) => one.failed,
        (a, b) => Math.abs(a - b),
      ),
      p50: typical(each, (one) => one.p50, relative),
      p95: typical(each, (one) => one.p95, relative),
      p99: typical(each, (one) => one.p99, relative),
    },
  };
}

function compared(
  steps: readonly Step[],
  ticks: readonly Tick[],
  fromMs: number,
  untilMs: number,
): Compared {
  const seconds = (untilMs - fromMs) / 1000;
  const requests = steps.reduce((sum, step) => sum + step.requests, 0);
  const failures = steps.reduce((sum, step) => sum + step.failed, 0);
  const latency = together(steps.map((step) => asTold(step.latency)));
  const recorded = figures(requests / seconds, requests === 0 ? 0 : failures / requests, latency);
  const arrived = ticks.reduce((sum, { orders }) => sum + orders.arrived, 0);
  const ended = ticks.reduce((sum, tick) => sum + endedIn(tick), 0);
  const lost = ticks.reduce((sum, tick) => sum + lostIn(tick), 0);
  const told = together(ticks.map(toldOf));
  const simulated = figures(arrived / seconds, ended === 0 ? 0 : lost / ended, told);
  return {
    fromMs,
    untilMs,
    recorded,
    simulated,
    isAlike: isAlike(recorded, simulated, requests / steps.length, seconds / steps.length),
  };
}

/** Both sides are averaged in one way: by their quantiles, step by step. */
function asTold(latency: Latency | null): Told | null {
  if (latency === null || latency.kind === 'told') return latency;
  const quantiles = [0.5, 0.95, 0.99].map((share) => ({
    share,
    ms: latency.sketch.quantile(share),
  }));
  return { kind: 'told', count: latency.sketch.count, quantiles, meanMs: meanOf(latency) ?? null };
}

function toldOf(tick: Tick): Told | null {
  const { latencyMs } = tick;
  if (latencyMs === null) return null;
  const { p50, p95, p99, mean } = latencyMs;
  const quantiles = [
    { share: 0.5, ms: p50 },
    { share: 0.95, ms: p95 },
    { share: 0.99, ms: p99 },
  ];
  return { kind: 'told', count: endedIn(tick), quantiles, meanMs: mean };
}

const lostIn = ({ orders: { failed, blocked, rejected } }: Tick): number =>
  failed + blocked + rejected;
const endedIn = (tick: Tick): number => tick.orders.paid + tick.orders.declined + lostIn(tick);

function figures(rate: number, failed: number, latency: Latency | null): Figures {
  const at = (share: number) => (latency === null ? null : (quantileOf(latency, share) ?? null));
  const mean = latency === null ? null : (meanOf(latency) ?? null);
  return { rate, failed, p50: at(0.5), p95: at(0.95), p99: at(0.99), mean };
}

/** `requests` in a step of `seconds`, as many as there are of each in the mean. */
function isAlike(
  recorded: Figures,
  simulated: Figures,
  requests: number,
  seconds: number,
): boolean {
  const counts = [recorded.rate * seconds, simulated.rate * seconds] as const;
  const rateRoom = Math.max(RATE * counts[0], ERRORS * Math.sqrt(counts[0] + counts[1]), 1);
  if (Math.abs(counts[0] - counts[1]) > rateRoom) return false;
  const share = (recorded.failed + simulated.failed) / 2;
  const room = Math.max(
    POINTS,
    ERRORS * Math.sqrt((2 * share * (1 - share)) / Math.max(1, requests)),
  );
  if (Math.abs(recorded.failed - simulated.failed) > room) return false;
  return (['p50', 'p95', 'p99'] as const).every((name) => {
    const [one, other] = [recorded[name], simulated[name]];
    if (one === null || other === null || one <= 0 || other <= 0) return true;
    const chance = QUANTILE_ERRORS[name] / Math.sqrt(Math.max(1, requests));
    return Math.abs(Math.log(other / one)) <= LATENCY_SHARE + chance;
  });
}

const relative = (one: number, other: number): number =>
  one <= 0 ? Number(other > 0) : Math.abs(other / one - 1);

/** Each step as much as it has requests. */
function typical(
  steps: readonly Compared[],
  read: (figures: Figures) => number | null,
  distance: (recorded: number, simulated: number) => number,
): number | null {
  let sum = 0;
  let weight = 0;
  for (const { recorded, simulated, fromMs, untilMs } of steps) {
    const [one, other] = [read(recorded), read(simulated)];
    if (one === null || other === null) continue;
    const requests = recorded.rate * (untilMs - fromMs);
    sum += requests * distance(one, other);
    weight += requests;
  }
  return weight === 0 ? null : sum / weight;
}
