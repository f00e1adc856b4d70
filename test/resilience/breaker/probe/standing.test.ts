import { describe, expect, it } from 'vitest';
import { decode } from '../../../../src/kernel/settings.ts';
import {
  createProbePolicy,
  probeSettings,
} from '../../../../src/resilience/breaker/probe/index.ts';
import { PlayedBreaker, written } from '../timeline.ts';

/** An instant, and what is told at it: `ok 3` is the success of permit 3. */
function played(settings: object, timeline: string): string {
  const policy = createProbePolicy(decode(probeSettings, settings));
  policy.begin(0);
  return timeline
    .split(', ')
    .map((event) => {
      const [at = '', what = '', permit = ''] = event.split(' ');
      const now = Number(at);
      if (what === 'begin') policy.begin(now);
      else if (what === 'ask') return policy.admits(Number(permit), 0) ? 'goes' : 'waits';
      else if (what === 'ok') return policy.onSuccess(now, Number(permit));
      else if (what === 'fail') return policy.onFailure(now, Number(permit));
      else if (what === 'time') return policy.onTime(now);
      return policy.standing();
    })
    .join(', ');
}

const ratio = { kind: 'success-ratio', probes: 4, ratio: '75%' };
const pings = { kind: 'health-check', every: '100ms', successes: 3, timeout: '150ms' };
const twoSteps = {
  kind: 'gradual-recovery',
  steps: ['50%', '100%'],
  every: '1s',
  minimumCalls: 4,
  failureRate: '50%',
};

describe('what a probe policy answers, event by event', () => {
  it.each([
    [
      { successes: 3 },
      '0 stands, 0 ok 1, 0 stands, 0 ok 2, 0 stands, 0 fail 3, 0 stands, 9 begin, 9 ok 4, 9 ok 5, 9 ok 6',
      '0 probes succeeded, stay, 1 probe succeeded, stay, 2 probes succeeded, reopen, a probe failed, 0 probes succeeded, stay, stay, close',
    ],
    [
      ratio,
      '0 stands, 0 fail 1, 0 stands, 0 ok 2, 0 stands, 0 fail 3, 9 begin, 9 ok 4, 9 ok 5, 9 ok 6',
      '0 of 0 probes succeeded, stay, 0 of 1 probe succeeded, stay, 1 of 2 probes succeeded, reopen, 0 of 0 probes succeeded, stay, stay, close',
    ],
    [
      pings,
      '0 time, 10 ok 1, 10 stands, 100 time, 110 ok 2, 110 stands, 200 time, 210 fail 3, 210 stands, 210 ask 4',
      'ping, stay, 1 good ping in a row, ping, stay, 2 good pings in a row, ping, stay, 0 good pings in a row, waits',
    ],
    [
      { ...pings, every: '150ms' },
      '0 time, 10 ok 1, 150 time, 300 time, 300 stands, 310 ok 3, 310 stands',
      'ping, stay, ping, ping, 0 good pings in a row, stay, 1 good ping in a row',
    ],
    [
      twoSteps,
      '0 stands, 0 fail 1, 0 ok 2, 0 ok 3, 0 stands, 0 ok 4, 0 stands, 999 ok 5, 1000 ok 6, 1000 stands',
      '0 of 0 calls failed at 50% of the traffic, stay, stay, stay, 1 of 3 calls failed at 50% of the traffic, stay, 1 of 4 calls failed at 50% of the traffic, stay, stay, 0 of 0 calls failed at 100% of the traffic',
    ],
    [
      twoSteps,
      '0 fail 1, 0 fail 2, 0 fail 3, 0 fail 4, 0 stands, 9 begin, 9 fail 5, 9 stands',
      'stay, stay, stay, reopen, 4 of 4 calls failed at 50% of the traffic, 0 of 0 calls failed at 50% of the traffic, stay, 1 of 1 calls failed at 50% of the traffic',
    ],
    [
      { ...twoSteps, minimumCalls: 1 },
      '0 ask 7, 1000 ok 7, 1000 ok 7, 1000 fail 6, 1000 stands, 1000 ask 8, 2000 ok 8, 2000 stands',
      'goes, stay, stay, stay, 0 of 0 calls failed at 100% of the traffic, goes, close, recovered in 2 steps',
    ],
    [
      { ...twoSteps, steps: ['100%'], minimumCalls: 1 },
      '1000 ok 1, 1000 stands, 2000 begin, 2000 stands',
      'close, recovered in 1 step, 0 of 0 calls failed at 100% of the traffic, 0 of 0 calls failed at 100% of the traffic',
    ],
  ])('%j: %s', (settings, timeline, answers) => {
    expect(played(settings, timeline)).toBe(answers);
  });
});

it('a probe that is still out when the circuit reopens holds no permit of the next period', () => {
  const timeline = `
    at 1000 A asks  -> half-open (open time is over)
    at 1001 B asks  -> half-open
    at 1002 A fails -> open (a probe failed)
    at 2002 C asks  -> half-open (open time is over)
    at 2003 D asks  -> half-open
    at 2004 E asks  -> blocked, half-open
    at 2005 B fails -> late, half-open`;
  for (const lease of [undefined, '1h']) {
    const breaker = new PlayedBreaker({
      trip: { kind: 'consecutive-failures', failures: 1 },
      open: { kind: 'fixed', duration: '1s' },
      probe: { permits: 2, ...(lease === undefined ? {} : { lease }) },
    });
    breaker.play('at 0 fail');
    expect(breaker.play(timeline)).toBe(written(timeline));
  }
});
