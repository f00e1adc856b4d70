import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/kernel/settings.ts';
import { pipelineSettings } from '../../../src/resilience/pipeline.ts';
import { explanation } from '../../../src/scenario/explain/explain.ts';

function aloud(policy: object): string {
  const around = { rate: undefined, instances: 1, account: undefined };
  return explanation(decode(pipelineSettings, [policy]), around, 10_000);
}

const rate = { kind: 'failure-rate', window: { time: '10s' }, minimumCalls: 20 };

describe('the rules of other libraries, read aloud', () => {
  it.each<[object, string]>([
    [{ trip: { ...rate, strict: true } }, 'more than 50% of the calls of the last 10s failed'],
    [
      { trip: { kind: 'failure-rate', strict: true, window: { calls: 10 } } },
      'at least 6 of the last 10 calls failed',
    ],
    [
      { trip: { ...rate, window: { time: '10s', of: 'started' } } },
      'at least 50% of the calls that started in the last 10s failed',
    ],
    [{ trip: { ...rate, judged: 'at-every-result' } }, 'A success may open it too'],
    [{ trip: { ...rate, judged: { every: '500ms' } } }, 'It looks every 500ms only'],
    [
      { trip: { ...rate, window: { time: '10s', buckets: 1 } } },
      'All is forgotten at fixed intervals',
    ],
    [
      { trip: { ...rate, window: { time: '10s', buckets: 10 } } },
      'It forgets one part in 10 of that time at once.',
    ],
    [
      { trip: { kind: 'consecutive-failures', clearedEvery: '1m' } },
      'starts the count again, and so does every 1m.',
    ],
    [{ trip: { kind: 'all-of', policies: [rate] } }, 'Opens only when all of these hold at once.'],
    [
      { trip: { kind: 'bad-pings', failures: 2 } },
      'Pings the service every 5s, and opens after 2 bad pings in a row',
    ],
    [
      { open: { kind: 'fixed', from: 'last-failure' } },
      'for 10s, counted anew from each late failure.',
    ],
    [
      { open: { kind: 'failure-share' } },
      'for 1m if all of the last 20 calls failed, down to 5s the fewer did.',
    ],
    [
      { probe: { kind: 'failure-rate', probes: 5, minimumCalls: 3 } },
      'lets 5 calls try: once 3 have ended, it opens again if at least 50% of them failed',
    ],
    [{ probe: { slow: '300ms' } }, 'A probe that takes 300ms or longer counts as failed'],
    [{ probe: { others: 'wait' } }, 'Calls that come meanwhile wait for the verdict'],
    [{ probe: { limit: { time: '9s' } } }, 'Without a verdict after 9s it opens again.'],
    [{ probe: { limit: { time: '9s', to: 'closed' } } }, 'Without a verdict after 9s it closes.'],
    [{ late: 'as-probes' }, 'in half-open it decides as a probe does.'],
    [{ late: 'as-calls' }, 'may open the circuit again.'],
    [{ keepsCounts: true }, 'What was counted outlives a change of state'],
    [{ warmUp: '20s' }, 'For the first 20s it counts, and nothing opens it.'],
  ])('%j', (breaker, sentence) => {
    expect(aloud({ breaker })).toContain(sentence);
  });

  it('says of a retry budget what pays in, and for how long', () => {
    const budget = { share: '20%', paidBy: 'successes', ttl: '10s' };
    expect(aloud({ retry: { budget } })).toContain(
      'No more retries than 20% of the calls that succeed, 10 saved up, and lost again after 10s.',
    );
  });

  it('says nothing of rules that are left as they are', () => {
    const usual = { late: 'dropped', keepsCounts: false, probe: { others: 'blocked' } };
    expect(aloud({ breaker: usual })).toBe(aloud({ breaker: {} }));
  });
});
