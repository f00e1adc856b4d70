import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DRAWINGS } from '../../src/cli/drawings.ts';
import type { Result } from '../../src/experiment/result.ts';
import { HAPPENING } from '../../src/model/books/happening.ts';
import { htmlPage } from '../../src/report/html/html.ts';
import { REPORTERS } from '../../src/report/index.ts';
import { jsonText } from '../../src/report/json.ts';
import { exhibitLines, figureLines } from '../../src/report/lesson/exhibits.ts';
import { handout } from '../../src/report/lesson/handout.ts';
import { explainedLines, openingLines, questionLines } from '../../src/report/lesson/pages.ts';
import { createLook } from '../../src/report/terminal-chart/look.ts';
import { frame } from '../../src/report/watch/frame.ts';
import type { WatchedGraph } from '../../src/report/watch/view.ts';
import { worded } from '../../src/report/worded.ts';
import { EXHIBITS } from '../../src/scenario/lesson-schema.ts';
import { reporterOf, told } from './reporting.ts';
import { flood } from './results.ts';

/** What steers a terminal or turns the writing round; a line's end is the reporter's own. */
const STEERING = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;
const EVIL = '=cmd|\u001b[2J\u202e"\'`<script>&\u0000\ud800\ufffe](x)|*\n# more';
const WIDTH = 100;
const look = createLook({ colour: false, ascii: false });

const STATES = [
  'closed',
  'open',
  'half-open',
  'passed',
  'failed',
  'not judged',
  'share',
  'ms',
  'number',
];

/** A result with `evil` in every field that holds words, and the field's own words after it: arms stay apart. */
function hostile(evil: string): Result {
  const { scenario, ...rest } = flood();
  const whole = {
    ...rest,
    scenario: {
      ...scenario,
      story: 'story',
      accounts: [{ label: 'Run', lines: ['line'] }],
      script: [
        { fromMs: 200_000, untilMs: 260_000, changes: ['failure rate 50%'] },
        { fromMs: 300_000, untilMs: null, changes: ['latency x3'] },
      ],
    },
  };
  return worded(whole, (text) => (STATES.includes(text) ? text : evil + text));
}

const texts = fc.string({ unit: 'binary', maxLength: 12 });

describe('hostile words in every field of a result', () => {
  it.each(REPORTERS.map(({ name }) => name))('%s: reach nobody', (format) => {
    for (const options of [
      {},
      { width: 160 },
      { ascii: true },
      { quiet: true },
      { everyTick: true },
    ]) {
      expect(told(reporterOf(format, options), hostile(EVIL))).not.toMatch(STEERING);
    }
    fc.assert(
      fc.property(texts, (evil) => {
        expect(told(reporterOf(format), hostile(evil))).not.toMatch(STEERING);
      }),
      { numRuns: 10 },
    );
  });

  it('csv: no cell is a formula', () => {
    const rows = told(reporterOf('csv'), hostile('=1+')).split('\n').slice(2, -1);
    expect(rows.length).toBe(120);
    for (const row of rows) expect(row).toMatch(/^'=1\+/);
  });

  it('markdown: no word is markup, and rows keep their cells', () => {
    const text = told(reporterOf('markdown'), hostile('a|b<b>'));
    expect(text).not.toMatch(/^[^`]*[^\\]<b>/m);
    const bars = (line: string) => line.match(/(?<!\\)\|/g)?.length;
    const rows = text.split('\n').filter((line) => line.startsWith('| '));
    for (const row of rows.slice(0, 5)) expect(bars(row)).toBe(5);
  });

  it('the page: its script elements are its own two', () => {
    const page = [...htmlPage(jsonText(hostile(EVIL)), { script: 'draw();', style: '' })].join('');
    expect(page.match(/<\/?script/g)).toHaveLength(4);
    expect(page).not.toMatch(STEERING);
  });

  it.each([EVIL, 'a"b<c>&\'d', '\u0001', ']]>', '<!--'])('svg: is well-formed: %j', (evil) => {
    for (const { draw } of DRAWINGS) {
      const text = draw(hostile(evil));
      // A parser as strict as XML.
      expect(() => new Resvg(text, { font: { loadSystemFonts: false } })).not.toThrow();
      expect(text).not.toMatch(STEERING);
    }
  });
});

describe('hostile words on a screen', () => {
  it('watch: none steers it', () => {
    const { scenario, arms, comparison } = hostile(EVIL);
    const view = {
      head: scenario,
      nowMs: 251_500,
      mode: 'over' as const,
      speed: 10,
      arms: arms.map(({ ticks = [], totals, ...arm }) => ({
        ...arm,
        ticks: ticks.slice(0, 26),
        orders: totals.orders,
        paidLater: 0,
        breakers: [
          {
            name: EVIL,
            state: 'open' as const,
            link: { from: EVIL, to: EVIL },
            circuits: 2,
            open: 2,
            halfOpen: 0,
          },
        ],
        graph: null as WatchedGraph | null,
        limits: { workers: 1, backlog: 1, capacity: 1, queue: 1 },
      })),
      focus: 1,
      service: null,
      typed: null,
      events: [
        { kind: 'script' as const, atMs: 1, words: EVIL },
        { kind: 'transition' as const, arm: EVIL, transition: arms[1]!.transitions[0]! },
      ],
      life: { arm: EVIL, order: 1, happenings: [] },
      verdict: null,
      help: false,
    };
    const place = { name: EVIL, instances: 2, places: 1, queue: null };
    const graph = { services: [place], links: [{ from: EVIL, to: EVIL }] };
    const graphs = view.arms.map((arm) => ({ ...arm, graph }));
    const happenings = [HAPPENING.arrived, HAPPENING.sent, HAPPENING.blocked].map((what) => ({
      atMs: 1,
      value: 1,
      what,
      service: EVIL,
      call: 1,
      instance: 1,
      from: { service: EVIL, call: 0 },
      circuit: { breaker: EVIL, region: EVIL },
      why: EVIL,
    }));
    const path = { arm: EVIL, order: 1, happenings };
    for (const part of [
      {},
      { life: null },
      { life: null, verdict: comparison!.verdict },
      { arms: graphs, life: path },
      { arms: graphs, service: EVIL, life: null },
    ]) {
      const drawn = frame({ ...view, ...part }, { columns: 120, rows: 40 }, look).join('\n');
      expect(drawn).not.toMatch(STEERING);
    }
  });

  it('a lesson: neither its pages nor its handout', () => {
    const step = {
      title: EVIL,
      text: `${EVIL}\n\n${EVIL}`,
      reference: EVIL,
      set: [EVIL],
      vary: [EVIL],
      seeds: null,
      ask: EVIL,
      choices: [{ answer: EVIL }, { answer: EVIL }],
      show: EXHIBITS,
      figures: [],
      why: [EVIL],
    };
    const lesson = { name: EVIL, title: EVIL, goal: EVIL, minutes: 5, steps: [step] } as never;
    const evidence = { kind: 'run' as const, result: hostile(EVIL), calls: [], right: 0 };
    const pages = [
      ...openingLines(lesson, WIDTH, look),
      ...questionLines(lesson, 0, WIDTH, look),
      ...explainedLines(step as never, evidence, 1, WIDTH, look),
      ...figureLines([], evidence, look),
      ...EXHIBITS.flatMap((exhibit) =>
        exhibitLines(exhibit, evidence, { columns: WIDTH, chartRows: 6 }, look),
      ),
    ].join('\n');
    expect(pages).not.toMatch(STEERING);
    const paper = handout([{ lesson, evidence: [evidence] }]);
    expect(paper).not.toMatch(STEERING);
    expect(paper).not.toMatch(/^[^`]*[^\\`]<script>/m);
  });
});
