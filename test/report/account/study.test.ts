import { describe, expect, it } from 'vitest';
import { readStudy } from '../../../src/experiment/study/read-study.ts';
import { accountOf } from '../../../src/report/account/index.ts';
import { intervalPanel } from '../../../src/report/plate/interval-panel.ts';
import { varyOption } from '../../../src/scenario/overrides.ts';
import { shippedPlan, studied } from '../../experiment/study/studies.ts';
import { drawnPanel, platesText } from './plates.ts';

const asIs = (text: string): string => text;
const study = readStudy(studied(shippedPlan('classic', { ticks: true }), 8));
const prices = readStudy(studied(shippedPlan('cost-benefit'), 3));
const OPEN = 'orderService.pipeline.breaker.open.duration=500ms,1s,2s,3s,4s,5s,6s,7s';
const many = readStudy(
  studied(shippedPlan('classic', { overrides: [varyOption(OPEN)], ticks: true }), 3),
);

describe('what can be read off the plates of a study', () => {
  it('is as it was', async () => {
    await expect(platesText(study)).toMatchFileSnapshot('golden/study.txt');
  });

  it('is its costs too, where the scenario names prices', async () => {
    await expect(platesText(prices)).toMatchFileSnapshot('golden/study-costs.txt');
  });
});

describe('the page of many arms', () => {
  const { plates, tables } = accountOf(many, asIs);
  const plate = (name: string) => plates.find((one) => one.name === name)!;

  it('ranks them all, the best first', () => {
    const figures = [...drawnPanel(plate('served').panels[0]!).querySelectorAll('.figure text')];
    const means = figures.map(({ textContent }) => Number.parseFloat(textContent));
    expect(means).toHaveLength(many.cells[0]!.arms.length);
    expect(means).toEqual([...means].sort((a, b) => b - a));
  });

  it('draws at most six over time, the baseline among them', () => {
    const names = plate('goodput').panels.map(({ name }) => name);
    expect(names).toHaveLength(6);
    expect(names[0]).toBe(many.cells[0]!.arms[0]!.name);
    expect(tables.at(-1)!.columns).toHaveLength(1 + 6 + 5 * 2);
  });
});

it('dots and whiskers stand where their values are on the scale', () => {
  const row = {
    label: 'one',
    figure: '25',
    tone: 'better',
    mean: 25,
    interval: { low: 10, high: 50 },
  } as const;
  const scale = { unit: 'count', fromZero: true, domain: [0, 100] } as const;
  const drawn = drawnPanel(intervalPanel('', [row], scale), 800).outerHTML;
  // A margin of 1.4 letters of 12 px on either side.
  const x = (value: number): string => (16.8 + (value / 100) * (800 - 2 * 16.8)).toFixed(2);
  expect(/class="mean better"[^>]*>.*?cx="([\d.]+)"/s.exec(drawn)?.[1]).toBe(String(Number(x(25))));
  const whisker = /class="whisker"[^>]*>.*?<path d="M([\d.]+),[\d.]+L([\d.]+),/s.exec(drawn)!;
  expect([whisker[1], whisker[2]]).toEqual([x(10), x(50)].map((one) => String(Number(one))));
});

it('a narrow view breaks labels and takes the height that they need', () => {
  const [panel] = accountOf(many, asIs).plates[0]!.panels;
  const heights = [130, 900].map((width) => {
    const svg = drawnPanel(panel!, width).outerHTML;
    return Number(/height="(\d+)"/.exec(svg)![1]);
  });
  expect(heights[0]).toBeGreaterThan(heights[1]!);
});

it('words of a scenario are data: no markup of theirs reaches a picture', () => {
  const evil = '<script>alert(1)</script>';
  const armed = structuredClone(study);
  Object.assign(armed.cells[0]!.arms[1]!, { name: evil });
  for (const { panels } of accountOf(armed, asIs).plates) {
    for (const panel of panels) expect(drawnPanel(panel).outerHTML).not.toContain('<script');
  }
});
