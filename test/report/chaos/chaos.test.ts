import { describe, expect, it } from 'vitest';
import type { ChaosResult } from '../../../src/experiment/study/chaos/chaos-result.ts';
import { cellsOf, plain } from '../../../src/report/cells.ts';
import type { ChaosReportOptions } from '../../../src/report/chaos/chaos-reporter.ts';
import { CHAOS_REPORTERS } from '../../../src/report/chaos/index.ts';
import { chaosOf } from './results.ts';

const TWO = chaosOf(['without breaker', 'with breaker']);
const WAY: ChaosReportOptions = { width: 80, colour: false, ascii: false, quiet: false };

function told(format: string, result: ChaosResult, way: Partial<ChaosReportOptions> = {}): string {
  const reporter = CHAOS_REPORTERS.find(({ name }) => name === format)!;
  return [...reporter.text(result, { ...WAY, ...way })].join('');
}

describe('what incidents did, on a screen', () => {
  it.each<[string, Partial<ChaosReportOptions>]>([
    ['table-80', {}],
    ['table-160', { width: 160 }],
    ['table-80-ascii', { ascii: true }],
    ['table-80-quiet', { quiet: true }],
  ])('%s', async (name, way) => {
    const text = told('table', TWO, way);
    await expect(text).toMatchFileSnapshot(`golden/${name}.txt`);
    for (const line of text.split('\n')) expect(cellsOf(line)).toBeLessThanOrEqual(way.width ?? 80);
  });

  it('in colour is the same text', () => {
    const coloured = told('table', TWO, { colour: true });
    expect(coloured).not.toBe(told('table', TWO));
    expect(plain(coloured)).toBe(told('table', TWO));
  });

  it('knows no character beyond ASCII where there is none', () => {
    // eslint-disable-next-line no-control-regex
    expect(told('table', TWO, { ascii: true })).toMatch(/^[\n -~]*$/);
  });

  it.each([72, 80, 100, 160])(
    'shows as many arms as %i columns hold, and says how many more there are',
    (width) => {
      const names = ['none', ...Array.from({ length: 9 }, (_, index) => `open-${2 ** index}s`)];
      const text = told('table', chaosOf(names, 60), { width });
      for (const line of text.split('\n')) expect(cellsOf(line)).toBeLessThanOrEqual(width);
      const [head = ''] = text.split('\n').filter((line) => line.includes('by kind'));
      const shown = names.filter((name) => head.includes(name)).length;
      const more = names.length - shown;
      const note = `${more} more ${more === 1 ? 'arm' : 'arms'}: --format markdown shows all.`;
      expect(text.replaceAll('\n', ' ').includes(note)).toBe(more > 0);
      // Every arm has a row of its own.
      for (const name of names) expect(text).toMatch(new RegExp(`^ ${name} `, 'm'));
    },
  );

  it('of a single arm has no verdict on others, and the worst is against the quiet run', () => {
    const one = chaosOf(['as written'], 60, { ...TWO.worst!, arm: 'as written', against: null });
    const text = told('table', one);
    expect(text).not.toContain('Verdict');
    expect(text).toContain('71.2 % of the orders are paid as written, 90.0 % had nothing happened');
  });

  it('says where none hurts, and where it was interrupted', () => {
    const text = told('table', chaosOf(['without breaker', 'with breaker'], 12, null));
    expect(text).toContain('No incident hurts any arm');
    expect(text).toContain('Interrupted: 12 of 300 incidents are known.');
    const nothing = told('table', chaosOf(['without breaker', 'with breaker'], 0, null));
    expect(nothing).toContain('Interrupted: 0 of 300 incidents are known.');
    expect(nothing).not.toMatch(/NaN|null|undefined/);
  });
});

describe('what incidents did, elsewhere', () => {
  it('as Markdown', async () => {
    await expect(told('markdown', TWO)).toMatchFileSnapshot('golden/markdown.txt');
  });

  it('as JSON is the result itself', () => {
    const text = told('json', TWO);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(TWO)));
    expect(text).not.toContain('\u001b');
  });

  it('as CSV steers no spreadsheet', () => {
    const text = told('csv', chaosOf(['=none', 'a "quoted", name'], 2));
    const [, head, first, second] = text.split('\n');
    expect(head!.split(',')).toHaveLength(10);
    expect(first).toContain(",'=none,");
    expect(second).toContain(',"a ""quoted"", name",');
  });
});
