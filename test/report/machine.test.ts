import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/experiment/result.ts';
import type { Reporter, ReporterOptions } from '../../src/report/reporter.ts';
import { withoutTicks } from '../../src/report/without-ticks.ts';
import { reporterOf, told } from './reporting.ts';
import { flood } from './results.ts';
import { tick, totals } from './ticks.ts';

/** The whole text of a format, events first, as the command line drives it. */
function written(format: string, result: Result, options: Partial<ReporterOptions> = {}): string {
  const reporter: Reporter = reporterOf(format, options);
  return told(reporter, result);
}

describe('json', () => {
  test.each([true, false])('reads back as the result (ticks: %s)', (ticks) => {
    const result = ticks ? flood() : withoutTicks(flood());
    expect(JSON.parse(written('json', result))).toEqual(result);
  });

  test('keeps the keys in the order of the contract', () => {
    const read = JSON.parse(written('json', flood()));
    expect(Object.keys(read)).toEqual(Object.keys(flood()));
    expect(Object.keys(read.arms[0])).toEqual(Object.keys(flood().arms[0]!));
  });

  test('gives every tick and every transition a line of its own', () => {
    const lines = written('json', flood()).split('\n');
    expect(lines.filter((line) => line.includes('"startMs"'))).toHaveLength(120);
    expect(lines.filter((line) => line.includes('"atMs"'))).toHaveLength(12);
  });

  test('stays sound where lists are empty and words hold quotes and line ends', () => {
    const result = flood();
    const odd: Result = {
      ...result,
      scenario: { ...result.scenario, title: 'a "b"\nc' },
      arms: result.arms.map((arm) => ({ ...arm, ticks: [], transitions: [] })),
      partial: { untilMs: 0 },
    };
    expect(JSON.parse(written('json', odd))).toEqual(odd);
  });
});

describe('ndjson', () => {
  const facts = (options: Partial<ReporterOptions> = {}, result = flood()) =>
    written('ndjson', result, options)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  test('tells the run first, then what happens, then the summaries', () => {
    const types = facts().map(({ type }) => type);
    expect(types[0]).toBe('run');
    expect(types.slice(-6)).toEqual([
      'summary',
      'summary',
      'comparison',
      'threshold',
      'threshold',
      'threshold',
    ]);
    expect(types.filter((type) => type === 'tick')).toHaveLength(120);
    expect(types.filter((type) => type === 'transition')).toHaveLength(12);
  });

  test('holds the same facts as json', () => {
    const result = flood();
    const all = facts();
    for (const arm of result.arms) {
      const of = (type: string) =>
        all.filter((fact) => fact.type === type && fact.arm === arm.name);
      const facts = (type: string, list: readonly object[] = []) =>
        list.map((fact) => ({ type, arm: arm.name, ...fact }));
      expect(of('tick')).toEqual(facts('tick', arm.ticks));
      expect(of('transition')).toEqual(facts('transition', arm.transitions));
      expect(of('summary')[0].totals).toEqual(arm.totals);
    }
    expect(all).toContainEqual({ type: 'comparison', ...result.comparison });
  });

  test('leaves the ticks out where they are not wanted', () => {
    expect(facts({ ticks: false }).some(({ type }) => type === 'tick')).toBe(false);
  });

  test('says in every summary that a run is partial', () => {
    const partial = { untilMs: 123_000 };
    const summaries = facts({}, { ...flood(), partial }).filter(({ type }) => type === 'summary');
    expect(summaries.map((summary) => summary.partial)).toEqual([partial, partial]);
  });
});

/** Every path in an object that leads to a number or a word. */
function pathsOf(facts: object, prefix = ''): string[] {
  return Object.entries(facts).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? pathsOf(value as object, `${prefix}${key}.`)
      : [`${prefix}${key}`],
  );
}

describe('csv', () => {
  test('reads back as the tick rows of both arms', () => {
    const result = flood();
    const rows: Record<string, string>[] = parse(written('csv', result), {
      columns: true,
      from_line: 2,
    });
    expect(rows).toHaveLength(120);
    const row = rows.find(({ arm, startMs }) => arm === 'with breaker' && startMs === '200000')!;
    const found = result.arms[1]!.ticks![20]!;
    expect(row).toMatchObject({
      state: found.state,
      'orders.arrived': String(found.orders.arrived),
      'calls.blocked': String(found.calls.blocked),
      'latencyMs.p95': String(found.latencyMs!.p95),
      'paymentService.queued': String(found.paymentService.queued),
    });
  });

  test('has a column for every figure of a tick', () => {
    const [, header] = written('csv', flood()).split('\n');
    const backup = { busy: 1, queued: 2 };
    const paths = pathsOf({ ...tick(0, { paid: 1, failed: 1 }), backup });
    expect(header!.split(',').sort()).toEqual(['arm', ...paths].sort());
  });

  test('leaves a cell empty where there is no value', () => {
    const empty = tick(0, { paid: 0, p95: null });
    const arm = {
      name: 'a,"b"',
      endMs: 1_000,
      ticks: [empty],
      totals: totals([empty], null),
      transitions: [],
    };
    const [row] = parse<Record<string, string>>(written('csv', { ...flood(), arms: [arm] }), {
      columns: true,
      from_line: 2,
    });
    expect(row).toMatchObject({
      arm: 'a,"b"',
      state: '',
      'latencyMs.mean': '',
      'orders.paid': '0',
    });
  });
});
