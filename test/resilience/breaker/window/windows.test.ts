import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BucketWindow } from '../../../../src/resilience/breaker/window/bucket-window.ts';
import { CallWindow } from '../../../../src/resilience/breaker/window/call-window.ts';
import { MarkWindow } from '../../../../src/resilience/breaker/window/mark-window.ts';
import type { OutcomeWindow } from '../../../../src/resilience/breaker/window/outcome-window.ts';
import { TimeWindow } from '../../../../src/resilience/breaker/window/time-window.ts';

interface Entry {
  readonly at: number;
  readonly value: number;
}

/** What a window must hold of the calls so far: the same thing, as a plain list. */
type Model = (entries: readonly Entry[], now: number) => readonly Entry[];

type Step =
  | { readonly kind: 'record'; readonly afterMs: number; readonly value: number }
  | { readonly kind: 'expire'; readonly afterMs: number }
  | { readonly kind: 'clear' };

/** Steps that often fall on the very edge of a window of a few ms. */
const afterMs = fc.constantFrom(0, 0, 0.5, 1, 2, 50);
const value = fc.constantFrom(0, 1, 3.0009765625, 250);
const steps = fc.array(
  fc.oneof(
    {
      weight: 20,
      arbitrary: fc.record({ kind: fc.constant('record' as const), afterMs, value }),
    },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('expire' as const), afterMs }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'clear' as const }) },
  ),
  { maxLength: 400, size: 'max' },
);

function agrees(window: OutcomeWindow, model: Model, timeline: readonly Step[]): void {
  let now = 0;
  let entries: Entry[] = [];
  for (const step of timeline) {
    if (step.kind === 'clear') {
      window.clear();
      entries = [];
    } else {
      now += step.afterMs;
      if (step.kind === 'record') entries.push({ at: now, value: step.value });
      if (step.kind === 'record') window.record(now, step.value);
      else window.expire(now);
    }
    const held = model(entries, now);
    expect([window.calls, window.sum]).toEqual([
      held.length,
      held.reduce((sum, { value }) => sum + value, 0),
    ]);
  }
}

describe('windows agree with a plain list', () => {
  it('the last calls, marked or not', () => {
    const asMark = (step: Step): Step =>
      step.kind === 'record' ? { ...step, value: Math.min(1, Math.floor(step.value)) } : step;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), steps, (size, timeline) => {
        agrees(new MarkWindow(size), (entries) => entries.slice(-size), timeline.map(asMark));
      }),
    );
  });

  it('the last calls, however old', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), steps, (size, timeline) => {
        agrees(new CallWindow(size), (entries) => entries.slice(-size), timeline);
      }),
    );
  });

  it('the calls of a time span, each to the instant', () => {
    fc.assert(
      fc.property(fc.constantFrom(0.5, 1, 5, 100), steps, (spanMs, timeline) => {
        const young: Model = (entries, now) => entries.filter(({ at }) => now - at < spanMs);
        agrees(new TimeWindow(spanMs), young, timeline);
      }),
    );
  });

  it('the calls of the present bucket of time and of those before it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 5, 100),
        fc.constantFrom(1, 2, 10),
        steps,
        (spanMs, buckets, timeline) => {
          const bucket = (at: number) => Math.floor((at * buckets) / spanMs);
          const young: Model = (entries, now) =>
            entries.filter(({ at }) => bucket(now) - bucket(at) < buckets);
          agrees(new BucketWindow(spanMs, buckets), young, timeline);
        },
      ),
    );
  });

  it('a time span however full: it grows with its ring in any position', () => {
    const calls = fc.nat({ max: 300 });
    fc.assert(
      fc.property(calls, calls, (early, late) => {
        const window = new TimeWindow(10);
        for (let i = 0; i < early; i++) window.record(0, 1);
        window.expire(10);
        expect([window.calls, window.sum]).toEqual([0, 0]);
        for (let i = 0; i < late; i++) window.record(11 + i / 1024, i % 3 === 0 ? 1 : 0);
        expect([window.calls, window.sum]).toEqual([late, Math.ceil(late / 3)]);
        const dropped = Math.ceil(late / 2);
        window.expire(21 + (dropped - 1) / 1024);
        expect([window.calls, window.sum]).toEqual([
          late - dropped,
          Math.ceil(late / 3) - Math.ceil(dropped / 3),
        ]);
      }),
    );
  });
});
