import { DOMParser } from 'linkedom';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../../src/experiment/result.ts';
import { CHARTS, isIn } from '../../../src/report/chart/index.ts';
import { pictureText } from '../../../src/report/chart/picture.ts';
import { flood, floodAlone } from '../results.ts';

const EVIL = '</text><script>alert(1)</script> & "quoted" \u0000';

function pictures(result: Result): Map<string, string> {
  const document = new DOMParser().parseFromString('<svg/>', 'image/svg+xml');
  return new Map(
    CHARTS.filter((charts) => isIn(charts, result)).map(
      (charts) => [charts[0].name, pictureText(charts, result, document)] as const,
    ),
  );
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

/** The marks of a class, in all panels. */
function marks(text: string, name: string, mark: 'rect' | 'path'): number[] {
  const groups = text.matchAll(new RegExp(`<g[^>]* class="${name}"[^>]*>(.*?)</g>`, 'gs'));
  return [...groups].map(([, inside]) => count(inside!, new RegExp(`<${mark} `, 'g')));
}

describe('a picture of a result', () => {
  const drawn = pictures(flood());

  test('is there for each group of charts', () => {
    expect([...drawn.keys()]).toEqual(['calls', 'latency', 'load', 'goodput', 'money']);
  });

  test('has a column for every tick of an arm in which a call so ended', () => {
    const calls = drawn.get('calls')!;
    expect(marks(calls, 'successful', 'rect')).toEqual([20, 60]);
    expect(marks(calls, 'blocked', 'rect')).toEqual([6]);
    expect(marks(calls, 'state', 'rect')).toEqual([13]);
  });

  test('of the load of a backup is there only where there is one', () => {
    const result = flood();
    const backed = result.arms.map((arm) => ({
      ...arm,
      totals: { ...arm.totals, backup: { paid: 1 } as never },
      ticks: arm.ticks!.map((tick) => ({ ...tick, backup: { busy: 3, queued: 0 } })),
    }));
    expect(drawn.has('backup')).toBe(false);
    const picture = pictures({ ...result, arms: backed }).get('backup')!;
    expect(marks(picture, 'backupBusy', 'path')).toEqual([1, 1]);
  });

  test('of a graph is named for the service where orders come in', () => {
    const result = flood();
    const graph = { services: [{ name: 'checkout', instances: 1 }], links: [] };
    const ofGraph = pictures({ ...result, arms: result.arms.map((arm) => ({ ...arm, graph })) });
    expect(drawn.get('calls')).toContain('Calls to the PaymentService: ');
    expect(ofGraph.get('calls')).toContain('Calls of checkout: ');
    expect(drawn.get('load')).toContain('>busy workers<');
    expect(ofGraph.get('load')).toContain('>busy places of checkout<');
  });

  test('stacks money by what came of it, under what was offered', () => {
    expect(marks(drawn.get('money')!, 'offered', 'path')).toEqual([1, 1]);
    expect(marks(drawn.get('money')!, 'paid', 'path')).toEqual([1, 1]);
    expect(marks(drawn.get('money')!, 'lost', 'path')).toEqual([1, 1]);
    expect(marks(drawn.get('money')!, 'paidLater', 'path')).toEqual([]);
  });

  test('has a line for every quantile of every arm', () => {
    for (const name of ['p50', 'p95', 'p99']) {
      expect(marks(drawn.get('latency')!, name, 'path')).toEqual([1, 1]);
    }
  });

  test('refers to nothing outside itself, and to every pattern that it uses', () => {
    for (const text of drawn.values()) {
      expect(text).not.toMatch(/(?:href|src)=|@import|url\((?!#)|var\(--(?!plot)/);
      for (const [, id] of text.matchAll(/url\(#([^)]+)\)/g)) expect(text).toContain(`id="${id}"`);
    }
  });

  test('leaves words words', () => {
    const evil = { ...flood(), scenario: { ...flood().scenario, title: EVIL } };
    for (const text of pictures(evil).values()) {
      expect(text).not.toContain('<script');
      expect(text).toContain('&lt;script&gt;');
      expect(text).not.toContain('\u0000');
    }
  });

  test('is well-formed, of one arm too', () => {
    for (const text of [...drawn.values(), ...pictures(floodAlone()).values()]) {
      expect(count(text, /<svg[ >]/g)).toBe(count(text, /<\/svg>/g));
      expect(count(text, /<g[ >](?![^<]*\/>)/g)).toBeGreaterThan(0);
      expect(text.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
    }
  });

  test('is the same every time', () => {
    expect(pictures(flood())).toEqual(drawn);
  });
});

describe('the script on a chart', () => {
  const scripted = (changes: readonly string[][]): Result => ({
    ...flood(),
    scenario: {
      ...flood().scenario,
      script: changes.map((one, index) => ({
        fromMs: 100_000 * (index + 1),
        untilMs: index === 1 ? null : 100_000 * (index + 2),
        changes: one,
      })),
    },
  });

  test('is a band on every panel, named where it is alone', () => {
    const drawn = pictures(scripted([['outage: hang']]));
    expect(marks(drawn.get('calls')!, 'script', 'rect')).toEqual([1, 1, 1]);
    expect(marks(drawn.get('money')!, 'script', 'rect')).toEqual([1, 1]);
    expect(drawn.get('money')).toContain('>outage: hang<');
    expect(drawn.get('money')).toContain('Script: outage: hang, 1m40s to 3m20s');
  });

  test('has a letter for each where there are several', () => {
    const money = pictures(scripted([['queue 5'], ['capacity 2', 'slowdown 1ms']])).get('money')!;
    expect(money).toContain('>A<');
    expect(money).toContain('B: capacity 2, slowdown 1ms, 3m20s to the end');
  });
});
