import { readFileSync } from 'node:fs';
import type { Incident } from '../../src/experiment/result.ts';
import { ARM } from '../../src/scenario/arm-names.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { compared } from './runs.ts';

const text = readFileSync(new URL('../../scenarios/black-friday.yaml', import.meta.url), 'utf8');

/**
 * Cut from ten minutes, which leaves a minute after the bad one: six open periods, when one should
 * do. What has collapsed by then stays so, as the golden run over all ten minutes shows.
 */
const DURATION = '5m20s';
const OPEN_MS = 10_000;

/** Seeds, of fifty, with which the flagship's story did not come true. */
export function exceptions(firstSeed: number) {
  const collapse: number[] = [];
  const recovery: number[] = [];
  const recoveryInTime: number[] = [];
  for (let seed = firstSeed; seed < firstSeed + 50; seed++) {
    const [without, guarded] = incidentsOf(seed);
    if (without.ending !== 'not recovered') collapse.push(seed);
    if (guarded.ending !== 'recovered') recovery.push(seed);
    const inTime = guarded.untilMs! + OPEN_MS;
    if ((guarded.recoveredAtMs ?? Number.POSITIVE_INFINITY) > inTime) recoveryInTime.push(seed);
  }
  return { collapse, recovery, recoveryInTime };
}

/** What the bad minute did to the arm without breaker and to the one with it. */
function incidentsOf(seed: number): readonly [Incident, Incident] {
  const options = [`seed=${seed}`, `duration=${DURATION}`];
  const overrides = options.map((assignment) => ({ assignment, option: `--set ${assignment}` }));
  const scenario = loadScenario({ name: 'black-friday.yaml', text }, overrides, () => '');
  const { arms } = compared(scenario);
  const incident = (name: string) => arms.find((arm) => arm.name === name)!.incidents![0]!;
  return [incident(ARM.without), incident(ARM.with)];
}
