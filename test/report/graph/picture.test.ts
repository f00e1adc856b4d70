import { Resvg } from '@resvg/resvg-js';
import { DOMParser } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { DRAWINGS } from '../../../src/cli/drawings.ts';
import type { Result } from '../../../src/experiment/result.ts';
import { hasGraph } from '../../../src/report/graph/moment.ts';
import { graphPicture } from '../../../src/report/graph/picture.ts';
import { worded } from '../../../src/report/worded.ts';
import { compared, shipped } from '../../golden/runs.ts';
import { flood } from '../results.ts';

const EVIL = '</text><script>alert(1)</script> & "quoted" \u0000';

/** All that is written in a picture, in its order. */
function writtenIn(picture: string): string[] {
  const { documentElement } = new DOMParser().parseFromString(picture, 'image/svg+xml');
  return [...documentElement.querySelectorAll('text')].map((one) => one.textContent ?? '');
}

describe('the picture of a graph', () => {
  const result = compared(shipped('cascade'));

  test('is among the drawings, of a graph alone', () => {
    const graph = DRAWINGS.find(({ name }) => name === 'graph')!;
    expect([graph.isIn(result), graph.isIn(flood())]).toEqual([true, false]);
  });

  test('has every service of every arm, and the calls of the worst tick', () => {
    const written = writtenIn(graphPicture(result));
    for (const name of ['shop', 'cards', 'invoices', 'credit']) {
      expect(written.filter((text) => text === name)).toHaveLength(result.arms.length);
    }
    expect(written.filter((text) => text.endsWith(' calls'))).toHaveLength(3 * result.arms.length);
    expect(written.join('\n')).toContain('the tick in which most was lost');
    expect(written).toContain('open');
  });

  test('is the same for the same result', () => {
    expect(graphPicture(result)).toBe(graphPicture(result));
  });

  test('takes words for words, whatever they say', () => {
    const names = ['shop', 'cards', 'invoices', 'credit', 'weighted'];
    const hostile = worded(result, (text) => (names.includes(text) ? text : text + EVIL)) as Result;
    const picture = graphPicture(hostile);
    expect(picture).not.toContain('<script');
    expect(() => new Resvg(picture)).not.toThrow();
  });

  test('is left out where nobody could follow it', () => {
    const [arm] = result.arms;
    const links = Array.from({ length: 201 }, (_, to) => ({ from: 'shop', to: `s${to}` }));
    const crowd = { ...arm!, graph: { ...arm!.graph!, links } };
    expect([hasGraph({ arms: [arm!] }), hasGraph({ arms: [crowd] })]).toEqual([true, false]);
  });
});
