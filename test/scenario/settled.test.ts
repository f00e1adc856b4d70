import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { applyOverrides, setOption } from '../../src/scenario/overrides.ts';
import { scenarioSchema } from '../../src/scenario/schema.ts';
import { settled } from '../../src/scenario/settled.ts';

const FILE = `# Our checkout
duration: 10m   # long enough

orderService:
  pipeline:            # outermost first
    - retry: { calls: 4, backoff: { kind: fixed, delay: 1s } }   # as agreed
    - breaker:
        # after the incident of May
        open: { kind: fixed, duration: 60s }
        trip:
          kind: consecutive-failures
          failures: 5   # was 3

    - timeout: 1s
# the end
`;

/** The file as \`--set\` would have it. */
function set(text: string, ...assignments: readonly string[]): string | undefined {
  const after = applyOverrides(parse(text), assignments.map(setOption), scenarioSchema);
  expect(after.problems).toEqual([]);
  return settled(text, after.value);
}

describe('settled', () => {
  it('writes values over in their places, and leaves every other letter', () => {
    const written = set(
      FILE,
      'orderService.pipeline.breaker.open.duration=2s',
      'orderService.pipeline.breaker.trip.failures=20',
      'orderService.pipeline.retry.backoff.delay=250ms',
      'orderService.pipeline.timeout=1.5s',
    );
    expect(written).toBe(
      FILE.replace('60s', '2s')
        .replace('failures: 5 ', 'failures: 20 ')
        .replace('delay: 1s', 'delay: 250ms')
        .replace('timeout: 1s', 'timeout: 1.5s'),
    );
  });

  it('puts what is new behind the others of its block', () => {
    const written = set(
      FILE,
      'orderService.pipeline.breaker.open.jitter=20%',
      'orderService.pipeline.breaker.probe.successes=3',
      'orderService.pipeline.retry.blockedToo=true',
    );
    expect(written).toBe(
      FILE.replace('60s }', '60s, jitter: 20% }')
        .replace('delay: 1s } }', 'delay: 1s }, blockedToo: true }')
        .replace('failures: 5   # was 3', 'failures: 5   # was 3\n        probe: { successes: 3 }'),
    );
  });

  it.each([
    ['a policy that is left to its defaults', 'orderService: { pipeline: [ { breaker: {} } ] }\n'],
    [
      'one that says nothing',
      'orderService:\n  pipeline:\n    - breaker:\n    - timeout: 1s # so\n',
    ],
    ['JSON', '{ "orderService": { "pipeline": [{ "breaker": { "name": "b" } }] } }'],
    ['an alias', 'a: &b { name: x }\norderService: { pipeline: [{ breaker: *b }] }\n'],
  ])('of %s comes to the same', (_, text) => {
    const assignment = setOption('orderService.pipeline.breaker.open.duration=2s');
    const { value } = applyOverrides(parse(text), [assignment], scenarioSchema);
    expect(parse(settled(text, value)!)).toEqual(value);
  });

  it('keeps to the text where an entry has the same settings in another order', () => {
    const text = 'a: 1   # so\nscript:\n  - { at: 1s, for: 2s, outage: hang }\n';
    const after = { a: 1, script: [{ at: '1s', region: 'eu', outage: 'refuse', for: '2s' }] };
    expect(settled(text, after)).toBe(
      'a: 1   # so\nscript:\n  - { at: 1s, for: 2s, outage: refuse, region: eu }\n',
    );
  });

  it('does not pretend to part what two places share', () => {
    const text =
      'orderService: { pipeline: [{ breaker: &b { name: x, open: { duration: 1s } } }] }\nb: *b\n';
    const written = set(text, 'orderService.pipeline.breaker.open.duration=2s');
    expect(written).toBeUndefined();
  });

  it('changes nothing where nothing is to be changed', () => {
    expect(settled(FILE, parse(FILE))).toBe(FILE);
  });
});
