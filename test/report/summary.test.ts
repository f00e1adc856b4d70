import { describe, expect, test } from 'vitest';
import type { ArmResult, Result } from '../../src/experiment/result.ts';
import { armTitle } from '../../src/report/arm-title.ts';
import { breakerWords } from '../../src/report/breaker-words.ts';
import { createPaint } from '../../src/report/paint.ts';
import { summarySections } from '../../src/report/summary.ts';
import { gist } from '../../src/report/table/gist.ts';
import { summaryLines } from '../../src/report/table/summary.ts';
import { flood } from './results.ts';

const { arms } = flood();
const [baseline, candidate] = arms as [ArmResult, ArmResult];
const PLAIN = createPaint({ colour: false, ascii: false });

function line(result: Pick<Result, 'arms'>, title: string, label: string) {
  const section = summarySections(result.arms).find((one) => one.title === title)!;
  return section.lines.find((one) => one.label === label);
}

describe('the summary', () => {
  test.each([
    ['orders', 'arrived', ''],
    ['orders', 'paid', '+276,381'],
    ['orders', 'failed', '-310,583'],
    ['money', 'paid', '+22,455,956.25'],
    ['breaker', 'opened', ''],
  ])('tells by how much two arms differ: %s %s', (title, label, delta) => {
    expect(line({ arms }, title, label)!.delta).toBe(delta);
  });

  test('tells the difference of shares in points', () => {
    const better = {
      ...candidate,
      totals: {
        ...candidate.totals,
        paymentService: { utilisation: 0.5, meanQueued: 0, refused: 0 },
      },
    };
    expect(line({ arms: [baseline, better] }, 'gateway', 'utilisation')!.delta).toBe(
      '-31.3 points',
    );
  });

  test('adds up: what came of the orders is all that came, and so is the money', () => {
    const { orders, amountCents } = candidate.totals.fate;
    const sum = (values: object) => Object.values(values).reduce((all, one) => all + one, 0);
    expect(sum(orders)).toBe(candidate.totals.orders.arrived);
    expect(sum(amountCents)).toBe(candidate.totals.amountCents.offered);
  });

  test('tells openings of several instances in sum and for each', () => {
    const breaker = { ...candidate.totals.breaker!, opensPerInstance: 2.5, openMsInSum: 112_875 };
    const two = { arms: [{ ...candidate, totals: { ...candidate.totals, breaker } }] };
    expect(line(two, 'breaker', 'opened per instance')!.figures).toEqual([{ figure: '2.50' }]);
    expect(line(two, 'breaker', 'open in sum')!.figures).toEqual([{ figure: '1m52.9s' }]);
    expect(line({ arms }, 'breaker', 'opened per instance')).toBeUndefined();
    expect(line({ arms }, 'breaker', 'open in sum')).toBeUndefined();
  });

  test.each([
    [100, '+22,455,956.25'],
    [80, '+22,455,956'],
    [77, '31,214,543.75'],
    [72, '31,214,543.75'],
    [66, '31,214,544'],
  ])('at %d columns shows money as %s', (width, text) => {
    const lines = summaryLines(arms, width, PLAIN);
    expect(lines.join('\n')).toContain(` ${text}`);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
    expect(lines[0]!.includes('difference')).toBe(width >= 78);
  });
});

describe('an arm', () => {
  test('is called by what stands in the place of its breaker', () => {
    expect(armTitle(baseline)).toBe('without breaker');
    const throttled = { ...baseline, instead: 'throttle' };
    expect(armTitle(throttled)).toBe('without breaker (throttle instead)');
    expect(gist(throttled)).toMatch(/^without breaker \(throttle instead\): /);
    expect(summaryLines([throttled, candidate], 80, PLAIN)[1]).toContain('(throttle instead)');
  });

  test('in a line tells what was paid later, what waits and what is lost', () => {
    const { fate, amountCents } = candidate.totals;
    const deferring = {
      ...candidate,
      totals: {
        ...candidate.totals,
        amountCents: { ...amountCents, waiting: 50_000 },
        fate: {
          orders: { ...fate.orders, paidLater: 1_000 },
          amountCents: { ...fate.amountCents, paidLater: 8_125_000 },
        },
      },
    };
    expect(gist(deferring)).toBe(
      'with breaker: 385,179 of 428,401 orders paid (89.9 %), of which 1,000 later, worth 31,295,793.75; 500.00 still waiting; 3,593,037.50 lost',
    );
    expect(gist(candidate)).toBe(
      'with breaker: 384,179 of 428,401 orders paid (89.7 %), worth 31,214,543.75; 3,593,037.50 lost',
    );
  });

  test('tells of each breaker where it has several', () => {
    const breaker = { place: 0, name: 'outer', opens: 0, openMs: 0, halfOpenMs: 0, blocked: 0 };
    const inner = {
      ...breaker,
      place: 2,
      name: 'inner',
      opens: 5,
      openMs: 56_437.5,
      halfOpenMs: 2_100,
      blocked: 1,
    };
    const arm = { ...candidate, breakers: [breaker, inner] };
    expect(breakerWords(arm)).toEqual([
      'outer: never opened, 0 calls blocked',
      'inner: opened 5 times, 56.4s open, 2.10s half-open, 1 call blocked',
    ]);
    const twice = { ...arm.totals.breaker!, opensPerInstance: 2.5 };
    expect(breakerWords({ ...arm, totals: { ...arm.totals, breaker: twice } })[1]).toContain(
      '56.4s open each, 2.10s half-open each',
    );
    expect(breakerWords({ ...arm, breakers: [inner] })).toEqual([]);
  });
});
