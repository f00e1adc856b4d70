import type { TripPolicy } from '../../../../src/resilience/breaker/trip/trip-policy.ts';
import { SERVICE_FAILURES } from '../../../../src/resilience/failure.ts';

/** What happens at `now` in a row's word; the answer in the words of a row. */
function answered(policy: TripPolicy, words: readonly string[], now: number): string {
  const [outcome = '', detail = ''] = words;
  const durationMs = Number.isNaN(Number(detail)) ? 0 : Number(detail);
  const kind = SERVICE_FAILURES.find((one) => one === detail) ?? 'error';
  switch (outcome) {
    case 'clear':
      policy.clear();
      return 'stays';
    case 'start':
      policy.onStart(now);
      return 'stays';
    case 'time': {
      const verdict = policy.onTime(now);
      return verdict === 'open' ? 'trips' : `${verdict}s`;
    }
    case 'ok':
      return policy.onSuccess(now, durationMs) ? 'trips' : 'stays';
    case 'fail':
      return policy.onFailure(now, durationMs, kind) ? 'trips' : 'stays';
    default:
      return policy.onPing(outcome === 'good', now) ? 'trips' : 'stays';
  }
}

/**
 * Plays a timeline to a policy and returns the rows with the policy's answer filled in, so that a test
 * reads as a table: `1150 fail | trips | 3 consecutive failures`. The standing is asked after each call.
 * A call may have a duration in ms, and a failure a kind: `1150 ok 250`, `1200 fail refused`. A call may
 * `start`, `time` may pass that the policy waited for, and a ping come back `good` or `bad`.
 */
export function played(policy: TripPolicy, timeline: string): string {
  return rows(timeline)
    .map(([event = '']) => {
      const [at = '', ...words] = event.split(' ');
      const now = Number(at);
      const answer = answered(policy, words, now);
      return `${event} | ${answer} | ${policy.standing(now)}`;
    })
    .join('\n');
}

/** The timeline as the test wrote it, its blanks evened out. */
export function written(timeline: string): string {
  return rows(timeline)
    .map((cells) => cells.join(' | '))
    .join('\n');
}

function rows(timeline: string): string[][] {
  return timeline
    .trim()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim().replace(/ +/g, ' ')));
}
