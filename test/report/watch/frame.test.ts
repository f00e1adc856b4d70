import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HAPPENING } from '../../../src/model/books/happening.ts';
import { OUTCOME } from '../../../src/model/outcome.ts';
import { cellsOf } from '../../../src/report/cells.ts';
import { createLook } from '../../../src/report/terminal-chart/look.ts';
import { frame } from '../../../src/report/watch/frame.ts';
import type { WatchView } from '../../../src/report/watch/view.ts';
import type { BreakerStateName } from '../../../src/resilience/breaker/state.ts';
import { flood } from '../results.ts';
import { AT_PAYMENTS } from './happenings.ts';

const PLAIN = createLook({ colour: false, ascii: false });

const run = flood();

const breakerIn = (state: BreakerStateName) => ({
  name: 'breaker',
  state,
  link: { from: 'OrderService', to: 'PaymentService' },
  circuits: 1,
  open: state === 'open' ? 1 : 0,
  halfOpen: state === 'half-open' ? 1 : 0,
});

const view: WatchView = {
  head: {
    ...run.scenario,
    script: [{ fromMs: 200_000, untilMs: 260_000, changes: ['failure rate 50%'] }],
  },
  nowMs: 251_500,
  mode: 'paused',
  speed: 10,
  arms: run.arms.map(({ name, ticks = [], transitions, totals }) => ({
    name,
    ticks: ticks.slice(0, 26),
    transitions: transitions.filter(({ atMs }) => atMs <= 251_500),
    orders: totals.orders,
    paidLater: 0,
    breakers: totals.breaker === null ? [] : [breakerIn('open')],
    limits: { workers: 2_000, backlog: null, capacity: 200, queue: 5_000 },
    graph: null,
  })),
  focus: 1,
  service: null,
  typed: null,
  events: run.arms[1]!.transitions.map((transition) => ({
    kind: 'transition',
    arm: 'with breaker',
    transition,
  })),
  life: null,
  verdict: null,
  help: false,
};

const life = {
  arm: 'with breaker',
  order: 1_234,
  happenings: [
    { atMs: 1_000, what: HAPPENING.arrived, value: 1_999 },
    { atMs: 1_000, what: HAPPENING.waitsForWorker, value: 12 },
    { atMs: 1_250, what: HAPPENING.taken, value: 2_000 },
    { atMs: 1_250, what: HAPPENING.allowed, value: 0 },
    { atMs: 1_250, what: HAPPENING.sent, value: 1 },
    { atMs: 1_250, what: HAPPENING.queued, value: 5_000 },
    { atMs: 2_250, what: HAPPENING.gaveUp, value: 0 },
    { atMs: 2_250, what: HAPPENING.waitsToRetry, value: 123 },
    { atMs: 2_373, what: HAPPENING.blocked, value: 1 },
    { atMs: 2_373, what: HAPPENING.ended, value: OUTCOME.blocked },
  ].map((happening) => ({ ...AT_PAYMENTS, ...happening })),
};

const draw = (changed: Partial<WatchView>, columns: number, rows: number, look = PLAIN) =>
  frame({ ...view, ...changed }, { columns, rows }, look);

describe('a screen of watch', () => {
  it.each([
    [80, 24],
    [160, 40],
  ])('at %i x %i', async (columns, rows) => {
    const screens = [draw({}, columns, rows), draw({ life }, columns, rows)];
    const text = screens.map((lines) => lines.map((line) => line.trimEnd()).join('\n'));
    await expect(text.join('\n\n')).toMatchFileSnapshot(`../golden/watch-${columns}x${rows}.txt`);
  });

  it('tells every breaker by its state, and what was paid later', () => {
    const breakers = [breakerIn('closed'), breakerIn('half-open')];
    const [, guarded] = view.arms;
    const arms = [{ ...guarded!, breakers, paidLater: 1_200 }];
    const text = draw({ arms, focus: 0 }, 80, 24).join('\n');
    expect(text).toMatch(/with breaker +\[closed\] \[half-open\]/);
    expect(text).toMatch(/paid +385,379 of 428,401, 1,200 later +90\.0 %/);
  });

  it('tells the whole verdict where the charts can spare the room', () => {
    const words = Array.from({ length: 48 }, (_, index) => `wording${index}`);
    const text = draw({ verdict: [words.join(' ')], mode: 'over' }, 80, 24).join(' ');
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
  });

  it('fills any terminal exactly, in all that it may show', () => {
    const shown = fc.constantFrom<Partial<WatchView>>(
      {},
      { life },
      { help: true },
      { verdict: ['The breaker saves 日本 orders.', 'It cost nothing.'], mode: 'over' },
      { mode: 'playing', arms: view.arms.slice(1), focus: 0 },
      { head: { ...view.head, title: '長い題名'.repeat(40) } },
    );
    const size = fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 2, max: 60 }));
    fc.assert(
      fc.property(
        shown,
        size,
        fc.boolean(),
        fc.boolean(),
        (what, [columns, rows], colour, ascii) => {
          const lines = draw(what, columns, rows, createLook({ colour, ascii }));
          expect(lines).toHaveLength(rows);
          for (const line of lines) expect(cellsOf(line)).toBe(columns);
        },
      ),
    );
  });

  it('keeps to ASCII where it is asked to', () => {
    const look = createLook({ colour: false, ascii: true });
    const text = [{}, { life }, { help: true }].flatMap((what) => draw(what, 100, 30, look));
    expect(text.join('').replace(/[ -~]/g, '')).toBe('');
  });

  it('tells one order from its arrival to its end', () => {
    const text = draw({ life }, 80, 40).join('\n');
    expect(text).toContain('Order 1,234, with breaker');
    expect(text).toContain('no worker is free: waits as number 12');
    expect(text).toContain('the breaker is closed: the call may go');
    expect(text).toContain('the timeout strikes; the payment goes on, unheard');
    expect(text).toContain('waits 123ms to try again, and keeps its worker');
    expect(text).toContain('the breaker is open: the call is blocked, at once');
    expect(text).toContain('the order ends: blocked, after 1.37s');
  });

  it('keeps the end of a life that is too long for the screen', () => {
    const text = draw({ life }, 80, 24).join('\n');
    expect(text).toContain('⋮  3 earlier');
    expect(text).toContain('the order ends');
  });
});

describe('of more arms than there is room for', () => {
  const many = Array.from({ length: 8 }, (_, index) => ({
    ...view.arms[index % 2]!,
    name: `arm ${index + 1}`,
  }));
  const shownAt = (columns: number, focus: number) => {
    const text = draw({ arms: many, focus }, columns, 24).join('\n');
    return many.flatMap(({ name }, index) => (text.includes(name) ? [index + 1] : []));
  };

  it.each([
    [80, 0, [1, 2]],
    [80, 1, [1, 2]],
    [80, 5, [1, 6]],
    [80, 7, [1, 8]],
    [160, 7, [1, 6, 7, 8]],
    [56, 3, [4]],
    [240, 3, [1, 2, 3, 4, 5, 6]],
    [320, 3, [1, 2, 3, 4, 5, 6, 7, 8]],
  ])(
    '%i columns with arm %i looked at show the baseline and those around it',
    (columns, focus, shown) => {
      expect(shownAt(columns, focus)).toEqual(shown);
      const lines = draw({ arms: many, focus }, columns, 24);
      expect(lines.every((line) => cellsOf(line) === columns)).toBe(true);
      expect(lines[0]!.includes('more arms')).toBe(shown.length < many.length);
    },
  );
});
