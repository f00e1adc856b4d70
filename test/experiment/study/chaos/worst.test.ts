import { describe, expect, it } from 'vitest';
import { chaosCells } from '../../../../src/experiment/study/chaos/cells.ts';
import {
  armsOf,
  type IncidentRecord,
  recordOf,
} from '../../../../src/experiment/study/chaos/record.ts';
import {
  asDrawn,
  KEPT,
  smallestPart,
  worstOf,
} from '../../../../src/experiment/study/chaos/worst.ts';
import { type Findings, replicate } from '../../../../src/experiment/study/findings.ts';
import { ONLY_CELL, planOf } from '../../../../src/experiment/study/plan.ts';
import { prepare } from '../../../../src/experiment/study/prepare.ts';
import { keptScenario } from '../../../../src/scenario/chaos/kept.ts';
import { chaosPlan } from '../../../../src/scenario/chaos/plan.ts';
import { type SettingOverride, setOption } from '../../../../src/scenario/overrides.ts';
import { load } from '../../../scenario/loading.ts';

const record = (number: number, ...served: readonly (number | null)[]): IncidentRecord => ({
  number,
  seed: number,
  troubles: [],
  arms: served.map((share) => ({ served: share, recovers: null })),
  broken: [],
});

describe('the worst incident', () => {
  it.each<[string, IncidentRecord[], [number, number] | null]>([
    [
      'is where an arm falls furthest behind the first',
      [record(1, 0.9, 0.8), record(2, 0.9, 0.5), record(3, 0.9, 0.6)],
      [2, 1],
    ],
    ['may be any arm', [record(1, 0.9, 0.8, 0.9), record(2, 0.9, 0.85, 0.3)], [2, 2]],
    ['of equals is the first', [record(1, 0.75, 0.5), record(2, 0.75, 0.5)], [1, 1]],
    [
      'is none where all arms are as good as the first',
      [record(1, 0.5, 0.8), record(2, 0.9, 0.8995)],
      null,
    ],
    ['is none where no order came', [record(1, null, null)], null],
    [
      'of one arm is where least is left of it',
      [record(1, 0.7), record(2, 0.4), record(3, 0.9)],
      [2, 0],
    ],
  ])('%s', (_, records, expected) => {
    const found = worstOf(records, records[0]!.arms.length);
    expect(found && [found.record.number, found.arm]).toEqual(expected);
  });
});

/** Nothing but chance fails here: a breaker can only lose. */
const TEXT = `
title: Bad luck only
duration: 2m
traffic: { arrivals: poisson, startRate: 20/s }
paymentService:
  latency: { distribution: exponential, mean: 50ms }   # never in each other's way
  failureRate: 1%
  script:
    - { at: 10s, for: 10s, outage: hang }
orderService:
  pipeline:
    - retry: { calls: 3 }
    - breaker:
        trip: { kind: failure-rate, rate: 30%, window: { calls: 20 }, minimumCalls: 10 }
        open: { kind: fixed, duration: 10s }
    - timeout: 1s
chaos: { incidents: 30 }
`;

function study(text: string) {
  const source = { name: 'luck.yaml', text };
  const ground = {
    command: [],
    source,
    files: {},
    overrides: [],
    arms: 'all' as const,
    ticks: false,
  };
  const run = (overrides: readonly SettingOverride[], seed: number): Findings =>
    replicate(prepare(planOf({ ...ground, cells: [{ overrides }] }), 0), [
      { from: seed, count: 1 },
    ]);
  const scenario = load(text);
  const arms = prepare(planOf({ ...ground, cells: ONLY_CELL }), 0).arms.map(({ name }) => name);
  const cellOf = chaosCells(scenario, scenario.seed);
  const cells = Array.from({ length: chaosPlan(scenario).incidents }, (_, index) =>
    cellOf(index + 1),
  );
  const records = cells.map((cell) => recordOf(cell, run(cell.overrides, cell.seed)));
  const victim = worstOf(records, arms.length)!;
  const { incident } = cells[victim.record.number - 1]!;
  const search = smallestPart(scenario, arms, incident, victim);
  let step = search.next();
  while (step.done !== true) step = search.next(armsOf(run(step.value, victim.record.seed)));
  return { scenario, arms, run, victim, incident, found: step.value, source };
}

describe('the smallest part of it', () => {
  const { scenario, arms, victim, incident, found, source, run } = study(TEXT);
  const { whole, shrunk, seed } = found!;
  const harm = whole.servedByOther - whole.served;

  it('does at least half of the harm, and is no longer than the whole', () => {
    expect(found!.number).toBe(victim.record.number);
    expect(harm).toBeGreaterThan(0.05);
    expect(shrunk!.servedByOther - shrunk!.served).toBeGreaterThanOrEqual(KEPT * harm);
    expect(shrunk!.script.length).toBeLessThanOrEqual(whole.script.length);
    expect(shrunk!.tried).toBeGreaterThan(5);
  });

  it('is what was drawn where nobody looks for it', () => {
    const drawn = asDrawn(scenario, arms, incident, victim)!;
    expect({ ...drawn, shrunk: 'not looked for' }).toEqual({ ...found, shrunk: 'not looked for' });
    expect(drawn.shrunk).toBeNull();
  });

  it('is a scenario that replays to the order, with the comments of the file', () => {
    const settings = shrunk!.settings.map(({ path, value }) =>
      setOption(`${path.join('.')}=${JSON.stringify(value)}`),
    );
    const text = keptScenario(source, settings, { title: 'Worst', story: 'It was: so.', seed });
    expect(text).toContain("# never in each other's way");
    expect(text).not.toContain('outage: hang');
    const again = load(text);
    expect([again.title, again.story, again.seed]).toEqual(['Worst', 'It was: so.', seed]);
    const plan = planOf({
      command: [],
      source: { name: 'worst.yaml', text },
      files: {},
      overrides: [],
      arms: 'all',
      cells: ONLY_CELL,
      ticks: false,
    });
    const replayed = armsOf(replicate(prepare(plan, 0), [{ from: again.seed, count: 1 }]));
    expect(replayed.map(({ served }) => served)).toEqual([shrunk!.servedByOther, shrunk!.served]);
    expect(armsOf(run(settings, seed))).toEqual(replayed);
  });
});

describe('of a scenario with a single arm', () => {
  const alone = TEXT.replace(/ {4}- breaker:[\s\S]*?(?= {4}- timeout)/, '');

  it('the harm is against the same run without the incident', () => {
    const { found, arms, run } = study(alone);
    expect(arms).toEqual(['as written']);
    const { whole, shrunk, seed, against } = found!;
    expect(against).toBeNull();
    const [quiet] = armsOf(run([setOption('paymentService.script=[]')], seed));
    expect(whole.servedByOther).toBe(quiet!.served);
    expect(shrunk!.servedByOther).toBe(quiet!.served);
    expect(quiet!.served! - shrunk!.served).toBeGreaterThanOrEqual(
      KEPT * (quiet!.served! - whole.served),
    );
  });

  it('that nothing can hurt there is no worst', () => {
    const { found } = study(
      alone
        .replace('failureRate: 1%', 'failureRate: 100%')
        .replace('startRate: 20/s', 'startRate: 1/s'),
    );
    expect(found).toBeNull();
  });
});
