import { RandomStream } from '../../../kernel/random-stream.ts';
import { CHAOS_KIND_NAMES } from '../../../scenario/chaos/kind/index.ts';
import { chaosPlan } from '../../../scenario/chaos/plan.ts';
import type { Scenario } from '../../../scenario/schema.ts';
import { headOf } from '../../head.ts';
import { Counted } from '../counted.ts';
import { readDifference, readMetric, readShare } from '../reading.ts';
import { PairedSample, Sample } from '../sample.ts';
import { quantileInterval } from '../statistics/bootstrap.ts';
import { simultaneousLevel } from '../statistics/correction.ts';
import { LEVEL } from '../statistics/interval.ts';
import { readMoney } from './chaos-money.ts';
import type {
  ArmInGroup,
  ChaosResult,
  ChaosThreshold,
  GroupReading,
  WorstIncident,
} from './chaos-result.ts';
import { chaosVerdict } from './chaos-verdict.ts';
import { moneyVerdict } from './money-verdict.ts';
import type { IncidentRecord } from './record.ts';
import { groupOf, placeGroupOf, SEVERAL } from './served-in.ts';

/** What is called the worst: one incident in a hundred. */
export const WORST = 0.01;

/** What is known of a study of incidents. */
export interface ChaosState {
  readonly scenario: Scenario;
  readonly arms: readonly string[];
  /** In the order of their numbers. */
  readonly records: readonly IncidentRecord[];
}

/** Reads everything off that is told; the same records are the same result, byte for byte. */
export function readChaos(state: ChaosState, worst: WorstIncident | null): ChaosResult {
  const { scenario, arms, records } = state;
  const { incidents, atOnce, kinds, leftOut, window } = chaosPlan(scenario);
  const names = kinds.map(({ kind }) => kind.kind);
  const groups = groupsOf(records);
  const places = placesOf(scenario, records);
  const others = arms.length - 1;
  const level = simultaneousLevel(LEVEL, (groups.length + places.length) * others);
  const all = readGroup('all', records, state, simultaneousLevel(LEVEL, others));
  const byKind = groups.map(([name, own]) => readGroup(name, own, state, level));
  const byPlace = places.map(([name, own]) => readGroup(name, own, state, level));
  const economics = readMoney(state);
  return {
    format: 'blackfriday.chaos/1',
    scenario: headOf(scenario),
    drawn: {
      incidents,
      atOnce,
      kinds: names,
      leftOut,
      ownScript: {
        entries: entriesIn(scenario),
        stays: scenario.chaos?.script === 'keep',
      },
      fromMs: window.fromMs,
      untilMs: window.untilMs,
    },
    arms,
    all,
    kinds: byKind,
    ...(scenario.services !== undefined && { places: byPlace }),
    ...(economics !== undefined && { economics }),
    verdict: [...chaosVerdict(arms, all, byKind, byPlace), ...moneyVerdict(economics, arms)],
    thresholds: readThresholds(scenario, records),
    worst,
    incidents: records,
    ...(records.length < incidents && { partial: { known: records.length } }),
  };
}

/** Every kind that came alone, in the order of the catalogue, and those that came together. */
function groupsOf(records: readonly IncidentRecord[]): [string, readonly IncidentRecord[]][] {
  return [...CHAOS_KIND_NAMES, SEVERAL]
    .map((name): [string, IncidentRecord[]] => [
      name,
      records.filter((one) => groupOf(one) === name),
    ])
    .filter(([, own]) => own.length > 0);
}

/** Of a graph: everything that was struck by one trouble alone, in the order of their names. */
function placesOf(
  { services }: Scenario,
  records: readonly IncidentRecord[],
): [string, readonly IncidentRecord[]][] {
  if (services === undefined) return [];
  const groups = new Map<string, IncidentRecord[]>();
  for (const record of records) {
    const name = placeGroupOf(record);
    if (name !== null) groups.set(name, [...(groups.get(name) ?? []), record]);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Of all scripts of a scenario. */
function entriesIn({ paymentService, services, regions }: Scenario): number {
  if (services === undefined) return paymentService.script.length;
  const own = Object.values(services).map(({ script }) => script.length);
  return own.reduce((sum, entries) => sum + entries, regions?.script.length ?? 0);
}

function readGroup(
  name: string,
  records: readonly IncidentRecord[],
  { scenario, arms }: ChaosState,
  level: number,
): GroupReading {
  return {
    name,
    incidents: records.length,
    arms: arms.map((_, arm) =>
      readArm(
        records,
        arm,
        level,
        new RandomStream(scenario.seed, `chaos/quantile/${name}/${arm}`),
      ),
    ),
  };
}

function readArm(
  records: readonly IncidentRecord[],
  arm: number,
  level: number,
  luck: RandomStream,
): ArmInGroup {
  const served = new Sample();
  const difference = new PairedSample();
  const recovers = new Counted();
  for (const { arms } of records) {
    const own = arms[arm]!;
    served.add(own.served);
    difference.add(own.served, arms[0]!.served);
    recovers.add(own.recovers);
  }
  const { mean, interval } = readMetric(served);
  return {
    served: { mean, interval },
    worst: {
      served: served.tally.quantile(WORST),
      interval: quantileInterval(served.tally, WORST, luck),
    },
    recovers: readShare(recovers),
    difference: arm === 0 ? null : readDifference({ better: 'more' }, difference, level),
  };
}

function readThresholds(
  { thresholds, chaos }: Scenario,
  records: readonly IncidentRecord[],
): ChaosThreshold[] {
  const tolerance = chaos?.tolerance ?? 0;
  return thresholds.map(({ text, arm }, place) => {
    const broken = new Counted();
    for (const record of records) broken.add(record.broken[place]!);
    const reading = readShare(broken);
    const isJudged = reading.of > 0;
    const verdict = broken.yes > tolerance * reading.of ? 'failed' : 'passed';
    return { text, arm, verdict: isJudged ? verdict : 'not judged', broken: reading, tolerance };
  });
}
