import { describe, expect, it } from 'vitest';
import { suggestionsAt } from '../../src/lab/completion.ts';
import { jsonSchema } from '../../src/scenario/json-schema.ts';

const schema = jsonSchema();

/** What is offered where the `|` stands. */
function offered(marked: string): string[] {
  const at = marked.indexOf('|');
  const { options } = suggestionsAt(marked.replace('|', ''), at, schema);
  return options.map(({ label }) => label);
}

describe('completion from the schema', () => {
  it.each([
    ['the keys of a scenario', 'title: a\n|', ['seed', 'traffic', 'arms', 'thresholds']],
    ['keys of a block', 'orderService:\n  |', ['workers', 'backlog', 'pipeline']],
    [
      'the kinds of a union',
      'traffic: { arrivals: | }',
      ['poisson', 'evenly-spaced', 'trace', 'closed'],
    ],
    ['policies', 'orderService:\n  pipeline:\n    - |', ['retry', 'breaker', 'timeout']],
    ['a graph', 'services:\n  a:\n    calls:\n      - { to: b, | }', ['pipeline']],
  ])('%s', (_, text, some) => {
    expect(offered(text)).toEqual(expect.arrayContaining(some));
  });

  it.each([
    ['no key twice', 'title: a\n|', 'title'],
    ['nothing of another kind', 'traffic:\n  arrivals: closed\n  |', 'startRate'],
    [
      'no policy among the keys of another',
      'orderService:\n  pipeline:\n    - breaker:\n        |',
      'retry',
    ],
  ])('%s', (_, text, none) => {
    expect(offered(text)).not.toContain(none);
    expect(offered(text).length).toBeGreaterThan(0);
  });

  it('of a kind, its own settings only', () => {
    const trip = (inside: string) =>
      offered(`orderService:\n  pipeline:\n    - breaker:\n        trip: { ${inside} }`);
    const inARow = trip('kind: consecutive-failures, |');
    expect([inARow.includes('failures'), inARow.includes('rate')]).toEqual([true, false]);
    const rate = trip('kind: failure-rate, |');
    expect(rate).toEqual(expect.arrayContaining(['rate', 'window', 'minimumCalls']));
    expect(rate).not.toContain('failures');
  });

  it('offers nothing where the text makes no sense', () => {
    expect(offered('title: [\n|')).toEqual([]);
  });
});
