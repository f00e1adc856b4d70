import type { TripPolicy } from '../../../../src/resilience/breaker/trip/trip-policy.ts';
import { SERVICE_FAILURES } from '../../../../src/resilience/failure.ts';

const ANSWERS = new Map([
  [true, 'trips'],
  [false, 'stays'],
]);

/**
 * Plays a timeline to a policy and returns the rows with the policy's answer filled in, so that a test
 * reads as a table: `1150 fail | trips | 3 consecutive failures`. The standing is asked after each call.
 * A call may have a duration in ms, and a failure a kind: `1150 ok 250`, `1200 fail refused`.
 */
export function played(policy: TripPolicy, timeline: string): string {
  return rows(timeline)
    .map(([event = '']) => {
      const [at = '', outcome = '', detail = ''] = event.split(' ');
      const now = Number(at);
      const durationMs = Number.isNaN(Number(detail)) ? 0 : Number(detail);
      const kind = SERVICE_FAILURES.find((one) => one === detail) ?? 'error';
      if (outcome === 'clear') policy.clear();
      const trips =
        outcome === 'ok'
          ? policy.onSuccess(now, durationMs)
          : outcome === 'fail' && policy.onFailure(now, durationMs, kind);
      return `${event} | ${ANSWERS.get(trips)} | ${policy.standing(now)}`;
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
