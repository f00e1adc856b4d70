import { quantileOf } from '../../scenario/recording/latency.ts';
import { type Recording, type Step, stepsTogether } from '../../scenario/recording/recording.ts';
import type { Written } from '../../scenario/written.ts';
import { differ, failureRateOf } from './conditions.ts';
import { fitOf, type LatencyFit } from './latency-fit.ts';
import { isSlow, loadSignsOf, meanMsOf } from './load-signs.ts';
import { entryOf, type RecordedScenario } from './recorded-scenario.ts';
import type { Reproduction } from './reproduction.ts';

/** How sure it must be that slow steps are those of a high rate, for a limit to be looked for. */
const RISES = 0.8;
/** Of the steps that are not slow those with the lowest rates: there nobody waits. */
const CALM = 0.25;
const LEAST_CALM = 4;
/** Capacities that are tried, as parts of what would just do at the highest rate; then all near the best. */
const COARSE = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.2] as const;
const NEAR = 0.06;
const MOST_NEAR = 8;
/** A limit tells a recording if it leaves no more than this of what is amiss without limit and script. */
const EXPLAINED = 0.6;

/** What a limit of the service is looked for by: its law of latency where nobody waits, and where to begin. */
export interface LimitSearch {
  readonly calm: LatencyFit;
  readonly coarse: readonly number[];
}

/** Where latency rose with the rate: the capacities to try. Null where there is no sign of a limit. */
export function limitSearchOf(recording: Recording, made: RecordedScenario): LimitSearch | null {
  const { slowAtHighRate } = loadSignsOf(recording, made.conditions.usual, null);
  if (slowAtHighRate === null || slowAtHighRate < RISES) return null;
  const { usual } = made.conditions;
  const healthy = recording.steps.filter(
    (step) =>
      step.served !== null &&
      !isSlow(step, usual) &&
      !differ(failureRateOf(step), failureRateOf(usual)),
  );
  const byRate = [...healthy].sort((a, b) => a.requests - b.requests);
  const calmSteps = stepsTogether(
    byRate.slice(0, Math.max(LEAST_CALM, Math.floor(CALM * byRate.length))),
  );
  const calm = fitOf(calmSteps.served);
  const mean = calmSteps.served === null ? undefined : meanMsOf(calmSteps.served);
  if (calm === null || mean === undefined) return null;
  const highest = Math.max(...made.rates.pieces.flatMap(({ begins, ends }) => [begins, ends]));
  return { calm, coarse: around((highest * mean) / recording.stepMs, COARSE) };
}

/** Capacities near the best of those that were tried. */
export function finer(best: number): readonly number[] {
  const room = Math.max(1, Math.ceil(NEAR * best));
  const step = Math.max(1, Math.round((2 * room) / MOST_NEAR));
  const near = Array.from({ length: 2 * room + 1 }, (_, i) => best - room + i);
  return near.filter((one) => one > 0 && one !== best && (one - best) % step === 0);
}

function around(value: number, parts: readonly number[]): number[] {
  return [...new Set(parts.map((part) => Math.max(1, Math.round(part * value))))];
}

/**
 * The scenario with a limit (null: with none) in the place of what the script says of latency, where nothing but it
 * changed.
 */
export function limited(
  made: RecordedScenario,
  { calm }: LimitSearch,
  capacity: number | null,
  { steps, stepMs }: Recording,
): RecordedScenario {
  const { usual, spells } = made.conditions;
  const base: Step = { ...usual, served: null };
  const kept = spells.filter(
    ({ all }) => differ(failureRateOf(all), failureRateOf(usual)) || isQuicker(all, usual),
  );
  const script = kept.map((spell) =>
    entryOf({ ...spell, all: { ...spell.all, served: null } }, base, stepMs, steps.length),
  );
  const { script: _, ...service } = made.written.paymentService as Written;
  const paymentService = {
    ...(capacity !== null && { capacity }),
    ...service,
    latency: calm.written,
    ...(script.length > 0 && { script }),
  };
  return {
    ...made,
    written: { ...made.written, paymentService },
    latency: calm,
    capacity,
    conditions: { ...made.conditions, spells: kept },
  };
}

function isQuicker({ served }: Step, usual: Step): boolean {
  if (served === null || usual.served === null) return false;
  return (quantileOf(served, 0.5) ?? 0) < 0.5 * (quantileOf(usual.served, 0.5) ?? 0);
}

/**
 * How far latencies of a simulation are from those of its recording: the mean of the logarithms of their ratios, which
 * are the same whether too long or too short.
 */
export function distanceOf({ steps }: Reproduction): number {
  const logs = steps.flatMap(({ recorded, simulated }) =>
    (['p50', 'p95', 'mean'] as const).flatMap((name) => {
      const [one, other] = [recorded[name], simulated[name]];
      return one === null || other === null || one <= 0 || other <= 0
        ? []
        : [Math.abs(Math.log(other / one))];
    }),
  );
  return logs.length === 0 ? 0 : logs.reduce((sum, one) => sum + one, 0) / logs.length;
}

/** Whether a limit is to be preferred to a script: it tells why, where a script repeats what came of luck too. */
export function explains(limit: number, script: number, neither: number): boolean {
  return limit <= script || limit <= EXPLAINED * neither;
}
