import { describe, expect, it } from 'vitest';
import { importPipeline } from '../../../src/scenario/import/import-pipeline.ts';
import { ScenarioError } from '../../../src/scenario/scenario-error.ts';

/** What a person is told of a file. */
function answer(name: string, text: string, from?: string): string {
  try {
    importPipeline([{ name, text }], { from, name: undefined });
    return 'read';
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
}

const laughs = Array.from({ length: 20 }, (_, i) => {
  const below = i === 0 ? '[ha, ha]' : `[${`*l${i - 1}, `.repeat(9)}*l${i - 1}]`;
  return `l${i}: &l${i} ${below}\n`;
}).join('');

describe('a file that means harm is answered in words', () => {
  it.each<[string, string, string, RegExp]>([
    ['a bomb of aliases', 'a.yml', laughs, /YAML aliases that unfold without bound/],
    [
      'an alias of itself',
      'a.yml',
      'resilience4j: &a\n  circuitbreaker: *a\n',
      /YAML aliases that unfold without bound/,
    ],
    [
      'too many characters',
      'a.json',
      `{"a":"${'x'.repeat(2_000_000)}"}`,
      /found 2,000,0\d\d characters/,
    ],
    ['deep brackets', 'a.json', '['.repeat(100_000), /more than 200 blocks within each other/],
    [
      'deep blocks',
      'a.yml',
      Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
      /within each other/,
    ],
    ['deep lists', 'a.yml', `${'- '.repeat(50_000)}x`, /within each other/],
    [
      'deep calls',
      'a.js',
      `${'f('.repeat(15_000)}1${')'.repeat(15_000)}`,
      /no settings of a library/,
    ],
    ['deep objects', 'a.ts', `x = ${'{a:'.repeat(15_000)}`, /no settings of a library/],
    ['many open brackets', 'a.py', 'f(['.repeat(15_000), /no settings of a library/],
    ['a long line of names', 'a.go', 'a.'.repeat(120_000), /no settings of a library/],
    ['one long string', 'a.rb', `"${'\\"'.repeat(120_000)}`, /no settings of a library/],
    [
      'bytes that are no text',
      'a.yml',
      'a: \uFFFD\uFFFDx',
      /binary data, or text that is not UTF-8/,
    ],
    ['a NUL', 'a.js', 'const a = {}\0', /binary data/],
    ['comments without an end', 'a.go', '/* '.repeat(80_000), /no settings of a library/],
    ['nothing', 'a.yml', ' \n', /an empty file/],
    ['no YAML', 'a.yml', 'a: [1, 2', /a\.yml:1:9\n[\s\S]*expected its closing "\]"/],
    [
      'names behind an object',
      'a.json',
      '{"__proto__": {"timeout": 1}, "constructor": {"resetTimeout": 5}}',
      /no settings|^read$/,
    ],
  ])('%s', (_, name, text, expected) => {
    expect(answer(name, text)).toMatch(expected);
  });

  it('never runs a program', () => {
    const program = `
      globalThis.harmed = true;
      const options = { timeout: (() => { globalThis.harmed = true; return 5; })(), resetTimeout: 1000 };
      new CircuitBreaker(call, options);`;
    expect(answer('a.js', program)).toMatch(
      /timeout[\s\S]*expected a number of milliseconds, or false/,
    );
    expect('harmed' in globalThis).toBe(false);
  });

  it('shows no control characters of a file', () => {
    expect(answer('a.json', '{"resetTimeout": "\\u001b[31mred"}')).not.toContain('\u001b');
  });
});

describe('mistakes', () => {
  it.each<[string, string, string, string | undefined, RegExp]>([
    [
      'no library at all',
      'a.yml',
      'name: shop',
      undefined,
      /found no settings of a library[\s\S]*expected settings of one of spring, resilience4j/,
    ],
    [
      'another library',
      'a.yml',
      'name: shop',
      'envoy',
      /found no settings of envoy\n {2}expected a cluster's outlier_detection/,
    ],
    [
      'a wrong value',
      'a.json',
      '{"resetTimeout": "soon"}',
      undefined,
      /a\.json:1:19: resetTimeout\n[^\n]+\n[^\n]+\n {2}found soon\n {2}expected a number of milliseconds/,
    ],
    [
      'all at once',
      'a.json',
      '{"resetTimeout": -1, "errorThresholdPercentage": 140}',
      undefined,
      /resetTimeout[\s\S]*errorThresholdPercentage\n[^\n]+\n[^\n]+\n {2}found 140\n {2}expected a per cent from 0 to 100/,
    ],
    [
      'a variable without a value',
      'a.yml',
      ['resilience4j.retry.instances.a.maxAttempts: $', '{TRIES}'].join(''),
      undefined,
      /found \$\{TRIES\}/,
    ],
    [
      'what no scenario takes',
      'a.json',
      '{"resetTimeout": 0}',
      undefined,
      /pipeline\[0\]\.breaker\.open\.duration[\s\S]*above 0/,
    ],
    [
      'both ways to grow',
      'a.yml',
      'resilience4j.circuitbreaker.instances.a: { enableExponentialBackoff: true, enableRandomizedWait: true }',
      undefined,
      /resilience4j refuses both/,
    ],
    [
      'half a rule',
      'a.ts',
      "import 'cockatiel'; const a = circuitBreaker(handleAll, { halfOpenAfter: 5, breaker: mine })",
      undefined,
      /found mine\n {2}expected a breaker or a back-off/,
    ],
    [
      'a grade that is none',
      'a.json',
      '[{"resource":"a","grade":7,"count":1,"timeWindow":5}]',
      undefined,
      /found 7\n {2}expected 0 slow calls/,
    ],
  ])('%s', (_, name, text, from, expected) => {
    expect(answer(name, text, from)).toMatch(expected);
  });
});
