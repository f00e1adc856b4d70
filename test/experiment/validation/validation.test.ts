import { expect, it } from 'vitest';
import { armAsWritten } from '../../../src/experiment/arms.ts';
import { experiment } from '../../../src/experiment/experiment.ts';
import type { Result } from '../../../src/experiment/result.ts';
import { validationOf } from '../../../src/experiment/validation/validation.ts';
import { loaded } from '../../live/on-real-services.ts';

/** A shop of so many instances before a bank of which so many calls fail. */
function run(failureRate: string, shop = 'instances: 1'): Result {
  const scenario = loaded(`
seed: 4
duration: 10s
tick: 1s
traffic: { startRate: 50/s }
services:
  shop: { ${shop}, calls: [{ to: bank, pipeline: [breaker: { scope: service, sharing: { kind: store } }] }] }
  bank: { instances: 2, charges: true, latency: 5ms, failureRate: ${failureRate} }`);
  const run = experiment(scenario, [armAsWritten(scenario)], { ticks: true }, {});
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}

const verdictOf = (one: Result, other: Result): readonly string[] =>
  validationOf(one, other).validation!.verdict;

it('what is the same agrees in all that is compared', () => {
  const [lead, ...others] = verdictOf(run('10%'), run('10%'));
  expect(lead).toBe('Simulation and reality agree: all 10 tolerances are kept.');
  expect(others).toHaveLength(1);
});

it('what differs is told first, with how much of it is beyond its tolerance', () => {
  const { validation, thresholds } = validationOf(run('0%'), run('60%'));
  const broken = thresholds!.filter(({ verdict }) => verdict === 'failed');
  expect(broken.map(({ text }) => text)).toContain(
    'with breaker: calls between services that ended otherwise, at most 10% apart',
  );
  expect(validation!.verdict[0]).toBe(
    `Simulation and reality are apart: ${broken.length} of ${thresholds!.length} tolerances are not kept.`,
  );
});

it('of fleets it says what processes do not know of one another', () => {
  const [, words] = verdictOf(run('10%', 'instances: 3'), run('10%', 'instances: 3'));
  expect(words).toContain('Each instance of shop shares out its own calls to bank');
  expect(words).toContain('Each instance of shop counts its own calls to bank');
});
