import { describe, expect, test } from 'vitest';
import type { Result } from '../../../src/experiment/result.ts';
import { htmlPage } from '../../../src/report/html/html.ts';
import { sortedRows } from '../../../src/report/html/tick-columns.ts';
import { jsonText } from '../../../src/report/json.ts';
import { reporterOf } from '../reporting.ts';
import { flood } from '../results.ts';

const EVIL = '</script><script>alert(1)</script><!-- \u2028 &lt;';

function pageOf(result: Result): string {
  return [...htmlPage(jsonText(result), { script: 'draw();', style: 'p{}' })].join('');
}

describe('the page', () => {
  test('holds the result word for word', () => {
    const evil = { ...flood(), scenario: { ...flood().scenario, title: EVIL } };
    const [, embedded] = /id="result">(.*?)<\/script>/s.exec(pageOf(evil))!;
    expect(JSON.parse(embedded!)).toEqual(JSON.parse(JSON.stringify(evil)));
    const json = [...reporterOf('json').end(evil)].join('');
    expect(embedded!.replaceAll('\\u003c', '<')).toBe(json);
  });

  test('has no other script, whatever its words say', () => {
    const evil = { ...flood(), scenario: { ...flood().scenario, title: EVIL, name: EVIL } };
    expect(pageOf(evil).match(/<script[ >]/g)).toHaveLength(2);
    expect(pageOf(evil).match(/<\/script/g)).toHaveLength(2);
    expect(pageOf(evil)).not.toContain('<!--');
  });

  test('may ask no network for anything', () => {
    expect(pageOf(flood())).toContain("default-src 'none'");
    expect(pageOf(flood())).not.toMatch(/https?:/);
  });
});

describe('rows sorted', () => {
  test.each([
    ['numbers', [3, 1, 2], 'ascending', [1, 2, 0]],
    ['numbers', [3, 1, 2], 'descending', [0, 2, 1]],
    ['equal ones in their order', [1, 0, 1, 0], 'descending', [0, 2, 1, 3]],
    ['what is not known last', [null, 2, null, 1], 'ascending', [3, 1, 0, 2]],
    ['what is not known last', [null, 2, null, 1], 'descending', [1, 3, 0, 2]],
    ['words', ['open', 'closed', 'half-open'], 'ascending', [1, 2, 0]],
  ] as const)('%s: %j %s', (_, values, direction, expected) => {
    expect(sortedRows(values, direction)).toEqual(expected);
  });
});
