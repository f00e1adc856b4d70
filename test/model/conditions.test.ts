import { describe, expect, it } from 'vitest';
import { Agenda, EVENT_KIND } from '../../src/kernel/agenda.ts';
import { decode } from '../../src/kernel/settings.ts';
import { TimingWheel } from '../../src/kernel/timing-wheel.ts';
import { Conditions } from '../../src/model/service/conditions.ts';
import { paymentServiceSettings } from '../../src/model/service/payment-settings.ts';

const STEP = 1 / 1024;

/** What `read` says of the conditions at each of the instants, just after the script has had its turn. */
function readings<Value>(
  written: Record<string, unknown>,
  instants: readonly number[],
  read: (conditions: Conditions) => Value,
): Value[] {
  const agenda = new Agenda();
  const settings = decode(paymentServiceSettings, { latency: '100ms', ...written });
  const conditions = new Conditions(settings, agenda, () => {});
  const values: Value[] = [];
  const readers = new TimingWheel(agenda, EVENT_KIND.answer, () => {
    conditions.follow();
    values.push(read(conditions));
  });
  readers.resize(instants.length);
  for (const [slot, instant] of instants.entries()) readers.start(slot, instant);
  agenda.runUntil(1e9, Number.POSITIVE_INFINITY);
  return values;
}

const meanLatency = ({ latency }: Conditions) => latency!.distribution.mean * latency!.factor;
const failurePercent = ({ failureRate }: Conditions) => Math.round(failureRate * 1e6) / 1e4;

describe('an entry of the script', () => {
  it('holds from its very instant, and no longer at the very instant of its end', () => {
    const script = [{ at: 100, for: 50, failureRate: '50%' }];
    const instants = [0, 100 - STEP, 100, 150 - STEP, 150, 1000];
    expect(readings({ script }, instants, failurePercent)).toEqual([0, 0, 50, 50, 0, 0]);
  });

  it('without an end holds to the end of the run', () => {
    const script = [{ at: 100, latency: 'x3' }];
    expect(readings({ script }, [0, 100, 1e8], meanLatency)).toEqual([100, 300, 300]);
  });

  it('at 0 holds from the start', () => {
    const script = [{ at: 0, for: 10, declineRate: '20%' }];
    expect(readings({ script }, [0, 10], (one) => one.declineRate)).toEqual([0.2, 0]);
  });

  it('sets, multiplies, and puts back what was', () => {
    const written = {
      capacity: 10,
      queue: 20,
      slowdown: '4ms',
      network: '8ms',
      script: [
        { at: 10, for: 10, capacity: 3, queue: 'x0', slowdown: 'x2.5', network: '40ms' },
        { at: 30, for: 10, capacity: 'x0.25', queue: 5, slowdown: '1s', network: { multiply: 2 } },
      ],
    };
    const read = (one: Conditions) => [
      one.capacity,
      one.queue,
      one.slowdownMs,
      one.network!.distribution.mean * one.network!.factor,
    ];
    expect(readings(written, [0, 10, 20, 30, 40], read)).toEqual([
      [10, 20, 4, 8],
      [3, 0, 10, 40],
      [10, 20, 4, 8],
      [2, 5, 1000, 16],
      [10, 20, 4, 8],
    ]);
  });

  it('cannot make a share more than all', () => {
    const script = [{ at: 10, failureRate: 'x3', declineRate: 'x0' }];
    const read = (one: Conditions) => [one.failureRate, one.declineRate];
    const written = { failureRate: '40%', declineRate: '10%', script };
    expect(readings(written, [0, 10], read)).toEqual([
      [0.4, 0.1],
      [1, 0],
    ]);
  });

  it('multiplies no limit to no limit, but x0 leaves nothing', () => {
    const script = [
      { at: 10, for: 10, capacity: 'x2', queue: 'x0' },
      { at: 20, for: 10, capacity: { ramp: 8, over: 5 } },
    ];
    expect(readings({ script }, [0, 10, 20, 30], (one) => [one.capacity, one.queue])).toEqual([
      [Infinity, Infinity],
      [Infinity, 0],
      [8, Infinity],
      [Infinity, Infinity],
    ]);
  });
});

describe('entries that overlap', () => {
  it('are applied in the order of the script: each changes what the one before it left', () => {
    const script = [
      { at: 0, for: 100, latency: '10ms' },
      { at: 50, for: 100, latency: 'x3' },
    ];
    expect(readings({ script }, [0, 50, 100, 150], meanLatency)).toEqual([10, 30, 300, 100]);
    expect(readings({ script: [...script].reverse() }, [0, 50, 100, 150], meanLatency)).toEqual([
      10, 10, 300, 100,
    ]);
  });

  it('the later outage wins while both hold', () => {
    const script = [
      { at: 0, for: 30, outage: 'refuse' },
      { at: 10, for: 10, outage: 'hang' },
    ];
    expect(readings({ script }, [0, 10, 20, 30], (one) => one.outage)).toEqual([
      'refuse',
      'hang',
      'refuse',
      null,
    ]);
  });
});

describe('a ramp', () => {
  it('goes in a straight line over the whole time of its entry', () => {
    const script = [{ at: 100, for: 100, failureRate: { ramp: '50%' } }];
    const written = { failureRate: '10%', script };
    const instants = [100, 125, 150, 200 - 25, 200];
    expect(readings(written, instants, failurePercent)).toEqual([10, 20, 30, 40, 10]);
  });

  it('stays where it came to until the entry ends', () => {
    const script = [{ at: 100, for: 100, latency: { ramp: 'x3', over: 50 } }];
    const instants = [100, 125, 150, 199, 200];
    expect(readings({ script }, instants, meanLatency)).toEqual([100, 200, 300, 300, 100]);
  });

  it('with "over" and no end stays for good', () => {
    const script = [{ at: 0, latency: { ramp: 'x2', over: '1h' } }];
    const instants = [0, 1_800_000, 3_600_000, 1e8];
    expect(readings({ script }, instants, meanLatency)).toEqual([100, 150, 200, 200]);
  });

  it('is followed by an idle service too: whatever its length, in steps on the grid', () => {
    const agenda = new Agenda();
    const settings = decode(paymentServiceSettings, {
      latency: '100ms',
      capacity: 100,
      script: [{ at: '0.3ms', capacity: { ramp: 40, over: '77.7ms' } }],
    });
    const turns: [number, number][] = [];
    const conditions: Conditions = new Conditions(settings, agenda, () =>
      turns.push([agenda.now, conditions.capacity]),
    );
    agenda.runUntil(1000, Number.POSITIVE_INFINITY);
    for (const [instant] of turns) expect(instant * 1024).toBe(Math.round(instant * 1024));
    const capacities = turns.map(([, capacity]) => capacity);
    expect(capacities).toEqual([...capacities].sort((a, b) => b - a));
    expect(new Set(capacities).size).toBe(61);
  });
});

describe('a script of many entries', () => {
  const ramps = (count: number, everyMs: number) =>
    Array.from({ length: count }, (_, index) => ({
      at: index * everyMs,
      for: 1000,
      failureRate: { ramp: '50%' },
    }));

  it.each([
    ['one after the other', 1000],
    ['all at the same time, nearly', 1],
  ])('that ramp %s turns a bounded number of times', (_, everyMs) => {
    const agenda = new Agenda();
    const script = ramps(1000, everyMs);
    const settings = decode(paymentServiceSettings, { latency: '100ms', script });
    let turns = 0;
    const conditions = new Conditions(settings, agenda, () => turns++);
    agenda.runUntil(1e9, Number.POSITIVE_INFINITY);
    expect(conditions.isTroubled).toBe(false);
    expect(turns).toBeGreaterThan(1000);
    expect(turns).toBeLessThan(20_000);
  });

  it('looks, between two turns, at those in force only', () => {
    const agenda = new Agenda();
    const settings = decode(paymentServiceSettings, {
      latency: '100ms',
      script: ramps(1000, 1000),
    });
    let looks = 0;
    const script = settings.script.map((entry) => ({
      ...entry,
      get failureRate() {
        looks++;
        return entry.failureRate;
      },
    }));
    const conditions = new Conditions({ ...settings, script }, agenda, () => {});
    agenda.runUntil(500_500, Number.POSITIVE_INFINITY);
    looks = 0;
    conditions.follow();
    expect(conditions.failureRate).toBeCloseTo(0.25);
    expect(looks).toBeGreaterThan(0);
    expect(looks).toBeLessThan(10);
  });
});
