import { describe, expect, test } from 'vitest';
import type { ArmResult, Transition } from '../../../src/experiment/result.ts';
import { stateSpans } from '../../../src/report/chart/state-spans.ts';
import { stateStrips } from '../../../src/report/terminal-chart/arm-spans.ts';
import { flood } from '../results.ts';

const END_MS = 10_000;

function armWith(transitions: readonly Transition[]): ArmResult {
  return { ...flood().arms[1]!, transitions };
}

/** `closed 0-400 open 400-900` */
function spelled(transitions: readonly Transition[], leastMs = 0): string {
  return stateSpans(armWith(transitions), END_MS, leastMs)
    .map(({ state, fromMs, untilMs }) => `${state} ${fromMs}-${untilMs}`)
    .join(' ');
}

const change = (atMs: number, from: Transition['from'], to: Transition['to']): Transition => ({
  atMs,
  from,
  to,
  reason: '',
});

/** Open and half-open by turns, each for 10 ms, from the start to the end. */
const flapping = Array.from({ length: END_MS / 10 - 1 }, (_, index) =>
  index % 2 === 0
    ? change((index + 1) * 10, 'half-open', 'open')
    : change((index + 1) * 10, 'open', 'half-open'),
);

describe('the states of a breaker over time', () => {
  test('from its first state to the end', () => {
    expect(spelled([])).toBe('closed 0-10000');
    expect(spelled([change(400, 'closed', 'open'), change(900, 'open', 'half-open')])).toBe(
      'closed 0-400 open 400-900 half-open 900-10000',
    );
    expect(spelled([change(500, 'metrics-only', 'closed')])).toBe(
      'metrics-only 0-500 closed 500-10000',
    );
  });

  test('leave out what lasts no time', () => {
    expect(spelled([change(0, 'closed', 'open'), change(0, 'open', 'half-open')])).toBe(
      'half-open 0-10000',
    );
  });

  test('are none without a breaker', () => {
    expect(stateSpans(flood().arms[0]!, END_MS, 0)).toEqual([]);
  });

  test('of several instances stand apart, in their order', () => {
    const spans = stateSpans(
      armWith([
        { ...change(300, 'closed', 'open'), instance: 2 },
        { ...change(700, 'closed', 'open'), instance: 1 },
      ]),
      END_MS,
      0,
    );
    expect(spans.map(({ instance, fromMs, state }) => [instance, fromMs, state])).toEqual([
      [1, 0, 'closed'],
      [1, 700, 'open'],
      [2, 0, 'closed'],
      [2, 300, 'open'],
    ]);
  });

  test('of several breakers stand apart, in the order of the pipeline', () => {
    const totals = { place: 0, opens: 0, openMs: 0, halfOpenMs: 0, blocked: 0 };
    const arm = {
      ...armWith([{ ...change(300, 'closed', 'open'), breaker: 'inner' }]),
      breakers: [
        { ...totals, name: 'outer' },
        { ...totals, name: 'inner' },
      ],
    };
    expect(
      stateSpans(arm, END_MS, 0).map(({ breaker, fromMs, state }) => [breaker, fromMs, state]),
    ).toEqual([
      ['outer', 0, 'closed'],
      ['inner', 0, 'closed'],
      ['inner', 300, 'open'],
    ]);
    expect(
      stateStrips(arm, 1_000, END_MS).map(({ label, spans }) => [label, spans.length]),
    ).toEqual([
      ['outer', 1],
      ['inner', 2],
    ]);
  });

  test('that flap faster than can be drawn show the most severe', () => {
    expect(spelled(flapping, 100)).toBe('open 0-10000');
    const calm = [...flapping.slice(0, 499), change(5_000, 'open', 'closed')];
    expect(spelled(calm, 100)).toBe('open 0-5000 closed 5000-10000');
  });

  test('that change seldom are drawn exactly', () => {
    expect(spelled([change(401, 'closed', 'open'), change(402, 'open', 'closed')], 100)).toBe(
      'closed 0-401 open 401-402 closed 402-10000',
    );
  });
});
