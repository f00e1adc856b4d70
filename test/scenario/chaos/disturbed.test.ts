import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpenLoopTraffic } from '../../../src/model/traffic/index.ts';
import type { Disturbance, Entry } from '../../../src/scenario/chaos/disturbance.ts';
import { disturbed } from '../../../src/scenario/chaos/disturbed.ts';
import { CHAOS_KINDS } from '../../../src/scenario/chaos/kind/index.ts';
import { setOption } from '../../../src/scenario/overrides.ts';
import type { Scenario } from '../../../src/scenario/schema.ts';
import { anyScenario } from '../../experiment/random-scenario.ts';
import { load, SOUND } from '../loading.ts';
import { drawn, withChaos } from './drawing.ts';

/** `10s 20/s, 0s 5/s` */
function traffic(start: string, stages: string): Scenario {
  const list = stages
    .split(', ')
    .filter((one) => one !== '')
    .map((one) => `{ duration: ${one.replace(' ', ', target: ')} }`);
  return load(SOUND.replace('3/s', `${start}, stages: [${list.join(', ')}]`));
}

function stagesOf(scenario: Scenario, surges: readonly Disturbance[]): string {
  const stages = disturbed(scenario, surges).find(({ path }) => path[1] === 'stages');
  return (stages?.value ?? [])
    .map(({ duration, target }) => `${String(duration)} ${String(target)}`)
    .join(', ');
}

const surge = (at: number, lasting: number, factor: number): Disturbance => ({
  what: 'surge',
  at: at * 1000,
  for: lasting * 1000,
  factor,
});

describe('a surge is in the stages', () => {
  it.each<[string, string, string, Disturbance[], string]>([
    ['of steady traffic', '3/s', '', [surge(60, 30, 2)], '1m 3/s, 0s 6/s, 30s 6/s, 0s 3/s'],
    [
      'in the midst of a ramp',
      '10/s',
      '100s 110/s',
      [surge(20, 50, 2)],
      '20s 30/s, 0s 60/s, 50s 160/s, 0s 80/s, 30s 110/s',
    ],
    [
      'over a step',
      '10/s',
      '20s 10/s, 0s 30/s, 20s 30/s, 0s 10/s',
      [surge(10, 20, 1.5)],
      '10s 10/s, 0s 15/s, 10s 15/s, 0s 45/s, 10s 45/s, 0s 30/s, 10s 30/s, 0s 10/s',
    ],
    [
      'after the last stage',
      '1/s',
      '10s 5/s',
      [surge(60, 10, 3)],
      '10s 5/s, 50s 5/s, 0s 15/s, 10s 15/s, 0s 5/s',
    ],
    [
      'that ends where another begins',
      '2/s',
      '',
      [surge(10, 10, 2), surge(20, 10, 3)],
      '10s 2/s, 0s 4/s, 10s 4/s, 0s 6/s, 10s 6/s, 0s 2/s',
    ],
    [
      'within another',
      '2/s',
      '',
      [surge(10, 30, 2), surge(20, 10, 3)],
      '10s 2/s, 0s 4/s, 10s 4/s, 0s 12/s, 10s 12/s, 0s 4/s, 10s 4/s, 0s 2/s',
    ],
    ['of none is as it was', '2/s', '10s 5/s', [], ''],
  ])('%s', (_, start, stages, surges, expected) => {
    expect(stagesOf(traffic(start, stages), surges)).toBe(expected);
  });

  it('brings as many orders as the rate over time says', () => {
    const rates = fc.integer({ min: 0, max: 50 });
    const lengths = fc.integer({ min: 0, max: 90 });
    const ramps = fc.array(fc.tuple(lengths, rates), { maxLength: 5 });
    const bursts = fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 2, max: 4 }),
      ),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(rates, ramps, bursts, (start, stages, drawnBursts) => {
        const written = stages.map(([length, target]) => `${length}s ${target}/s`).join(', ');
        const surges = drawnBursts.map(([at, lasting, factor]) => surge(at, lasting, factor));
        const scenario = traffic(`${start}/s`, written);
        const again = traffic(`${start}/s`, stagesOf(scenario, surges));
        for (let second = 0.5; second < 450; second += 3) {
          const factor = surges.reduce(
            (product, one) =>
              one.at < second * 1000 && second * 1000 < one.at + one.for
                ? product * (one as { factor: number }).factor
                : product,
            1,
          );
          expect(rateAt(again, second)).toBeCloseTo(rateAt(scenario, second) * factor, 5);
        }
      }),
      { numRuns: 50 },
    );
  });
});

/** The rate at an instant that is no boundary of a stage, straight from the definition. */
function rateAt({ traffic: rated }: Scenario, second: number): number {
  const { startRate, stages } = rated as OpenLoopTraffic;
  let now = 0;
  let rate = startRate;
  for (const { duration, target } of stages) {
    const end = now + duration / 1000;
    if (second < end) return rate + ((target - rate) * (second - now)) / (end - now);
    now = end;
    rate = target;
  }
  return rate;
}

describe('the script of an incident', () => {
  const entry = (at: number, ...changes: Entry['changes']): Entry => ({
    what: 'entry',
    at: at * 1000,
    for: 10_000,
    changes,
  });

  it('is written as a person writes it', () => {
    const [script] = disturbed(load(SOUND), [
      entry(
        85.5,
        { what: 'failureRate', to: 0.425 },
        { what: 'latency', factor: 2.5, ramp: false },
      ),
      entry(120, { what: 'latency', factor: 8, ramp: true }),
      entry(150, { what: 'outage', how: 'hang' }),
      entry(160, { what: 'network', delaysMs: [0, 200] }),
    ]);
    expect(script!.value).toEqual([
      { at: '2m', for: '10s', latency: { ramp: 'x8' } },
      { at: '2m30s', for: '10s', outage: 'hang' },
      { at: '1m25.5s', for: '10s', failureRate: '42.5%', latency: 'x2.5' },
      { at: '2m40s', for: '10s', network: { distribution: 'empirical', values: ['0s', '200ms'] } },
    ]);
  });

  it('has the worse of two stand behind the better, because the last one holds', () => {
    const [script] = disturbed(load(SOUND), [
      entry(60, { what: 'failureRate', to: 0.8 }),
      entry(65, { what: 'failureRate', to: 0.3 }),
    ]);
    expect(script!.value.map(({ failureRate }) => failureRate)).toEqual(['30%', '80%']);
  });

  it("takes the place of the scenario's own, or comes behind it", () => {
    const own = 'paymentService.script=[{ at: 1m, for: 1m, outage: hang }]';
    const drop = load(SOUND, [own]);
    const keep = load(SOUND, [own, 'chaos.script=keep']);
    const incident = [entry(90, { what: 'failureRate', to: 0.5 })];
    expect(disturbed(drop, incident)[0]!.value).toHaveLength(1);
    expect(disturbed(keep, incident)[0]!.value).toMatchObject([
      { outage: 'hang' },
      { failureRate: '50%' },
    ]);
  });

  it.each(CHAOS_KINDS.filter(({ ofGraphs }) => !ofGraphs).map(({ kind }) => kind))(
    'of any %s is a scenario that can be run',
    (kind) => {
      const scenario = withChaos(`{ kinds: [${kind}], strength: { min: 0%, max: 100% } }`);
      for (const { disturbances } of drawn(scenario, 60)) {
        const settings = disturbed(scenario, disturbances);
        const sets = settings.map(({ path, value }) =>
          setOption(`${path.join('.')}=${JSON.stringify(value)}`),
        );
        expect(() => load(SOUND, sets)).not.toThrow();
      }
    },
  );

  it('of any scenario is a scenario that can be run', () => {
    fc.assert(
      fc.property(
        anyScenario,
        fc.integer({ min: 20, max: 100_000 }),
        fc.nat(),
        (written, duration, seed) => {
          const text = JSON.stringify({ ...written, duration: `${duration}ms`, thresholds: [] });
          const scenario = load(text, ['paymentService.script=[]']);
          for (const { disturbances } of drawn(scenario, 3, seed)) {
            const sets = disturbed(scenario, disturbances).map(
              ({ path, value }) => `${path.join('.')}=${JSON.stringify(value)}`,
            );
            expect(() => load(text, sets)).not.toThrow();
          }
        },
      ),
    );
  });
});
