import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { complaint, load, SOUND } from './loading.ts';

const FLAGSHIP = readFileSync(
  new URL('../../scenarios/black-friday.yaml', import.meta.url),
  'utf8',
);

const settingsOf = (policy: string, ...sets: string[]): unknown =>
  load(FLAGSHIP, sets).orderService.pipeline.find((one) => one.policy === policy)!.settings;

describe('--set changes', () => {
  it('a setting', () => {
    expect(load(FLAGSHIP, ['paymentService.failureRate=40%']).paymentService.failureRate).toBe(0.4);
  });

  it.each(['traffic.stages[1].target=900/s', 'traffic.stages.1.target=900/s'])('%s', (set) => {
    expect(load(FLAGSHIP, [set]).traffic).toMatchObject({
      stages: [{ target: 300 }, { target: 900 }, { target: 800 }],
    });
  });

  it.each([
    'orderService.pipeline.breaker.open.duration=30s',
    'orderService.pipeline[1].breaker.open.duration=30s',
    'orderService.pipeline.1.breaker.open.duration=30s',
  ])('%s, and leaves the rest of the policy', (set) => {
    expect(settingsOf('breaker', set)).toMatchObject({
      open: { kind: 'fixed', duration: 30_000 },
      probe: { permits: 10 },
    });
  });

  it('a policy that is a single value', () => {
    expect(settingsOf('timeout', 'orderService.pipeline.timeout=300ms')).toBe(300);
  });

  it('a text that would be a block in a file', () => {
    const text = 'with breaker: orders.paid >= 1_000';
    const { title, thresholds } = load(FLAGSHIP, [
      'title=Act 2: the fall',
      `thresholds[0]=${text}`,
    ]);
    expect(title).toBe('Act 2: the fall');
    expect(thresholds).toMatchObject([{ text, comparison: { right: 1_000 } }]);
  });

  it('the pipeline, and leaves the thresholds of arms that are gone for no one to judge', () => {
    const { thresholds } = load(FLAGSHIP, ['orderService.pipeline=[{ timeout: 1s }]']);
    expect(thresholds).toMatchObject([{ arm: 'with breaker' }]);
  });

  it('a block, written as a flow', () => {
    const set = 'paymentService.latency={ distribution: uniform, min: 1ms, max: 3ms }';
    expect(load(FLAGSHIP, [set]).paymentService.latency.mean).toBe(2);
  });

  it('what the file leaves out, from the defaults that then hold', () => {
    expect(load(SOUND, ['paymentService.failureRate=7%']).paymentService.failureRate).toBe(0.07);
    expect(load(SOUND, ['orderService.workers=5']).orderService.workers).toBe(5);
    const text = `${SOUND}orderService: { pipeline: [ breaker: {} ] }\n`;
    const { pipeline } = load(text, [
      'orderService.pipeline.breaker.open.duration=3s',
    ]).orderService;
    expect(pipeline[0]?.settings).toMatchObject({ open: { kind: 'fixed', duration: 3000 } });
  });

  it('the same setting twice: the last one wins', () => {
    expect(load(FLAGSHIP, ['seed=1', 'seed=2']).seed).toBe(2);
  });

  it('one use of an alias and not the other', () => {
    const text = SOUND.replace(
      '200ms }',
      '&usual { distribution: exponential, mean: 1s }, network: *usual }',
    );
    const { paymentService } = load(text, ['paymentService.latency.mean=3s']);
    expect([paymentService.latency.mean, paymentService.network?.mean]).toEqual([3000, 1000]);
  });
});

describe('--set is answered with the option itself', () => {
  const setting = (set: string) => `--set ${set}`;

  it.each<[string, string]>([
    [
      'paymentService.failurRate=1%',
      `: paymentService.failurRate
  found unknown key "failurRate"
  expected one of capacity, queue, latency, errorLatency, slowdown, network, failureRate, declineRate, idempotencyKeys, cancellation, script
  did you mean "failureRate"?`,
    ],
    [
      'paymentServic.failureRate=1%',
      `: paymentServic
  found unknown key "paymentServic"
  expected one of title, story, seed, duration, tick, traffic, paymentService, backupService, orderService, arms, economics, chaos, thresholds, tune
  did you mean "paymentService"?`,
    ],
    [
      'paymentService.failureRate=140%',
      `: paymentService.failureRate
  found 140%
  expected a share such as 40% or 0.4, between 0% and 100%`,
    ],
    [
      'orderService.pipeline.braker.open.duration=3s',
      `: orderService.pipeline
  found no "braker" there
  expected one that the scenario has: retry, breaker, timeout
  did you mean "breaker"?`,
    ],
    [
      'orderService.pipeline.timeout.x=3',
      `: orderService.pipeline[2].timeout.x
  found orderService.pipeline[2].timeout is "1s", not a block of settings
  expected the whole block: --set "orderService.pipeline[2].timeout={ x: … }"`,
    ],
    [
      'traffic.stages[7].target=3',
      `: traffic.stages
  found no entry [7]
  expected 0 to 2`,
    ],
    [
      'paymentService.__proto__.polluted=1',
      `
  found "__proto__" in a path
  expected the name of a setting`,
    ],
    [
      'constructor.prototype.polluted=1',
      `
  found "constructor" in a path
  expected the name of a setting`,
    ],
    [
      'seed',
      `
  found no "=" in "seed"
  expected path=value, such as paymentService.failureRate=40%`,
    ],
    [
      'seed=',
      `: seed
  found nothing after the "="
  expected path=value, such as paymentService.failureRate=40%`,
    ],
    [
      '.seed=3',
      `
  found the path ".seed"
  expected path=value, such as paymentService.failureRate=40%`,
    ],
    [
      'seed={ a: [',
      `: seed
  found { a: [
  expected a value as in the file: 40%, 30s, { kind: fixed, delay: 1s }`,
    ],
  ])('%s', (set, expected) => {
    expect(complaint(FLAGSHIP, [set])).toBe(setting(set) + expected);
  });

  it('an option with a name of its own is named by it', () => {
    const seed = { assignment: 'seed=many', option: '--seed many' };
    expect(complaint(SOUND, [seed])).toBe(
      '--seed many: seed\n  found many\n  expected a whole number',
    );
  });

  it('a policy of a scenario without any', () => {
    expect(complaint(SOUND, ['orderService.pipeline.breaker.open.duration=3s'])).toContain(
      'expected a scenario that has one: this list is empty',
    );
  });

  it('no prototype is touched, by a value neither', () => {
    expect(complaint(SOUND, ['title={ __proto__: { polluted: 1 } }'])).toContain('found {');
    expect(complaint(`${SOUND}__proto__: { polluted: 1 }\n`)).toContain('unknown key "__proto__"');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("a constraint that an option breaks is the option's fault", () => {
    const text = SOUND.replace('200ms', '{ distribution: lognormal, median: 1s, p95: 2s }');
    expect(complaint(text, ['paymentService.latency.p95=1ms'])).toMatch(
      /^--set paymentService\.latency\.p95=1ms: paymentService\.latency\n/,
    );
  });

  it('all of them come at once, with those of the file', () => {
    const message = complaint(SOUND.replace('10m', '10x'), ['seed=x', 'tick=0', 'a']);
    expect(message.match(/^(shop|--)\S+( \S+)?/gm)).toEqual([
      'shop.yaml:1:11: duration',
      '--set a',
      '--set seed=x:',
      '--set tick=0:',
    ]);
  });
});
