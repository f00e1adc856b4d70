import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Result, Tick } from '../../../src/experiment/result.ts';
import { frameOf, total } from '../../../src/report/chart/series.ts';
import { flood } from '../results.ts';
import { tick } from '../ticks.ts';

const TICK_MS = 1_000;

/** A result of one arm that holds these ticks. */
function resultOf(ticks: readonly Tick[]): Result {
  const [arm] = flood().arms;
  const scenario = {
    ...flood().scenario,
    tickMs: TICK_MS,
    durationMs: Math.max(1, ticks.length) * TICK_MS,
  };
  return { ...flood(), scenario, arms: [{ ...arm!, ticks }] };
}

const outcome = fc.nat({ max: 1_000 });
const someTicks = fc
  .array(fc.tuple(outcome, outcome, outcome, fc.option(fc.nat({ max: 5_000 }))), {
    minLength: 1,
    maxLength: 200,
  })
  .map((facts) =>
    facts.map(([paid, failed, blocked, p95], index) =>
      tick(index * TICK_MS, { paid, failed, blocked, p95, queued: paid }),
    ),
  );

describe('ticks drawn as columns', () => {
  test('are one each while there is room', () => {
    const frame = frameOf(flood(), 60);
    expect(frame.ticksPerColumn).toBe(1);
    expect(frame.arms[0]!.columns).toHaveLength(60);
    expect(frame.arms[1]!.columns[20]).toMatchObject({
      fromMs: 200_000,
      untilMs: 210_000,
      calls: { successful: 900, timedOut: 700, failed: 700, declined: 0 },
      p95: 900,
      queued: 0,
    });
  });

  test('never exceed the room, cover the run without a gap, and lose no call', () => {
    fc.assert(
      fc.property(someTicks, fc.integer({ min: 1, max: 250 }), (ticks, room) => {
        const { arms, ticksPerColumn } = frameOf(resultOf(ticks), room);
        const { columns } = arms[0]!;
        expect(columns.length).toBeLessThanOrEqual(room);
        expect(columns.map(({ fromMs }) => fromMs)).toEqual([
          0,
          ...columns.slice(0, -1).map(({ untilMs }) => untilMs),
        ]);
        expect(columns.at(-1)!.untilMs).toBe(ticks.length * TICK_MS);
        const sizes = columns.map(({ fromMs, untilMs }) => (untilMs - fromMs) / TICK_MS);
        expect(Math.max(...sizes)).toBeLessThanOrEqual(ticksPerColumn);
        const drawn = columns.reduce((sum, { calls }, i) => sum + total(calls) * sizes[i]!, 0);
        const made = ticks.reduce((sum, { calls }) => sum + calls.started, 0);
        expect(drawn).toBeCloseTo(made, 3);
      }),
    );
  });

  test('keep every peak, however many ticks they stand for', () => {
    fc.assert(
      fc.property(someTicks, fc.integer({ min: 1, max: 20 }), (ticks, room) => {
        const { columns } = frameOf(resultOf(ticks), room).arms[0]!;
        const most = (values: readonly number[]) => Math.max(...values);
        expect(most(columns.map(({ mostCalls }) => mostCalls))).toBe(
          most(ticks.map(({ calls }) => calls.started)),
        );
        expect(most(columns.map(({ queued }) => queued ?? 0))).toBe(
          most(ticks.map(({ paymentService }) => paymentService.queued)),
        );
        expect(most(columns.map(({ p95 }) => p95 ?? 0))).toBe(
          most(ticks.map(({ latencyMs }) => latencyMs?.paid?.p95 ?? 0)),
        );
      }),
    );
  });

  test.each([
    ['no order ended', { paid: 0, p95: null }],
    ['all that ended failed', { paid: 0, failed: 7, p95: 900 }],
  ])('have no latency where %s', (_, facts) => {
    const { columns } = frameOf(resultOf([tick(0, facts)]), 10).arms[0]!;
    expect(columns[0]).toMatchObject({ p50: null, p95: null, p99: null });
  });

  test('have a load of the backup only where there is one', () => {
    const ticks = [
      tick(0, { paid: 1 }),
      { ...tick(1_000, { paid: 1 }), backup: { busy: 3, queued: 2 } },
    ];
    const { columns } = frameOf(resultOf(ticks), 10).arms[0]!;
    expect(columns.map(({ backupBusy, backupQueued }) => [backupBusy, backupQueued])).toEqual([
      [null, null],
      [3, 2],
    ]);
  });

  test('add up what came of the money', () => {
    const lost = [5, 0, 7, 1].map((cents, index) => ({
      ...tick(index * TICK_MS, { paid: 1 }),
      amountCents: { offered: 10, paid: 3, paidLater: 1, lost: cents },
    }));
    const { columns } = frameOf(resultOf(lost), 2).arms[0]!;
    expect(columns.map(({ moneyCents }) => moneyCents)).toEqual([
      { offered: 20, paid: 6, paidLater: 2, lost: 5 },
      { offered: 40, paid: 12, paidLater: 4, lost: 13 },
    ]);
  });
});
