import { describe, expect, test } from 'vitest';
import { CHARTS, isIn } from '../../src/report/chart/index.ts';
import { openedAt, shipped } from './bench.ts';
import { download, exported, resultIn, wholeRun } from './hands.ts';
import { inLab } from './lab-page.ts';

describe('pictures', () => {
  test('every chart as SVG, and twice as fine as PNG', async (context) => {
    const { page, faults } = await inLab(context);
    const result = await resultIn(page);
    const titles = CHARTS.filter((group) => isIn(group, result)).map(([chart]) => chart.title);
    expect(titles.length).toBeGreaterThan(3);
    for (const title of titles) {
      const svg = await exported(page, `${title}, SVG`);
      const [, width, height] = /^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"/.exec(svg)!;
      const png = await download(page, `${title}, PNG`);
      expect([title, png.subarray(0, 8).toString('latin1')]).toEqual([title, '\x89PNG\r\n\x1a\n']);
      // The head of a PNG: its width and height stand 16 bytes in.
      expect([title, png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
        title,
        2 * Number(width),
        2 * Number(height),
      ]);
    }
    expect(faults).toEqual([]);
  });
});

describe('files dropped onto the page', () => {
  const traced = shipped('classic').text.replace(
    /^traffic:[\s\S]*?(?=^\S)/m,
    'traffic: { arrivals: trace, file: orders.csv, time: at, timeUnit: s }\n',
  );

  test('a scenario is opened, and the file that it names once that is there, too', async (context) => {
    const { page, faults } = await inLab(context);
    const drop = async (name: string, text: string) => {
      const dataTransfer = await page.evaluateHandle(
        `(() => {
          const carried = new DataTransfer();
          carried.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}));
          return carried;
        })()`,
      );
      await page.dispatchEvent('main', 'drop', { dataTransfer });
    };
    await drop('mine.yaml', traced);
    await page.locator('.status[data-standing=mistaken]').waitFor();
    await page.locator('.cm-content', { hasText: 'orders.csv' }).waitFor();
    await drop('orders.csv', `at\n${Array.from({ length: 17 }, (_, at) => at / 4).join('\n')}\n`);
    await wholeRun(page);
    const { scenario, arms } = await resultIn(page);
    expect(scenario.name).toBe('mine');
    expect(arms[0]!.totals.orders.arrived).toBe(17);
    expect(faults).toEqual([]);
  });
});

test('on paper: what came of it, whole, and nothing to click on', async (context) => {
  const { page, faults } = await inLab(context, openedAt('classic'));
  await page.setViewportSize({ width: 720, height: 1000 });
  await page.evaluate(
    `addEventListener('beforeprint', () => {
      document.body.dataset.folded = document.querySelectorAll('.result details:not([open])').length;
    })`,
  );
  await page.emulateMedia({ media: 'print' });
  for (const part of ['.masthead', '.controls', '.glance', '.readout']) {
    expect([part, await page.locator(part).isVisible()]).toEqual([part, false]);
  }
  for (const part of ['.picture h1', '.cards', '.panel svg >> nth=0', '.ticks table']) {
    expect([part, await page.locator(part).isVisible()]).toEqual([part, true]);
  }
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
  expect(await page.evaluate('document.body.dataset.folded')).toBe('0');
  expect(faults).toEqual([]);
});
