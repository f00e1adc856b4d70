import { OUTCOME, type Outcome } from '../../src/model/outcome.ts';
import { createWorld, type World } from '../../src/model/world.ts';
import type { Scenario } from '../../src/scenario/schema.ts';

/** The outcomes of an order, as the words of the result. */
const ORDER_WORDS: Readonly<Record<Outcome, string>> = {
  [OUTCOME.successful]: 'paid',
  [OUTCOME.declined]: 'declined',
  [OUTCOME.failed]: 'failed',
  [OUTCOME.refused]: 'failed: refused',
  [OUTCOME.timedOut]: 'failed: timed out',
  [OUTCOME.blocked]: 'blocked',
  [OUTCOME.rejected]: 'rejected',
  [OUTCOME.deferred]: 'deferred',
  [OUTCOME.substituted]: 'substituted',
};

/** What happened in a run, a row each, and the model as it was left. */
export interface Followed {
  readonly timeline: string;
  readonly world: World;
}

/**
 * Runs a scenario as written, to its end, and tells what became known and when: of calls, then of the
 * breaker, then of orders.
 *
 *     at 100 order 1 call 1 failed
 *     at 100 closed -> open: 1 failure
 *     at 150 order 1 blocked
 */
export function follow(scenario: Scenario): Followed {
  const rows: { atMs: number; rank: number; text: string }[] = [];
  const world = createWorld(scenario, {
    ticks: false,
    keepsLives: true,
    follower: undefined,
    onCall: ({ atMs, order, call, outcome, service }) => {
      const where = service === 'PaymentService' ? '' : `${service}: `;
      rows.push({ atMs, rank: 0, text: `${where}order ${order} call ${call} ${outcome}` });
    },
    onTransition: ({ atMs, from, to, reason }) =>
      rows.push({ atMs, rank: 1, text: `${from} -> ${to}: ${reason}` }),
    orders: {
      ended: (number, outcome, _amountCents, _arrivedAtMs, nowMs) =>
        rows.push({
          atMs: nowMs,
          rank: 2,
          text: `order ${number + 1} ${ORDER_WORDS[outcome]}`,
        }),
      settled: (number, outcome) =>
        rows.push({
          atMs: world.agenda.now,
          rank: 3,
          text: `order ${number + 1} settled: ${ORDER_WORDS[outcome]}`,
        }),
    },
  });
  world.agenda.runUntil(scenario.duration, Number.POSITIVE_INFINITY);
  world.witness!.flush();
  world.audit();
  rows.sort((a, b) => a.atMs - b.atMs || a.rank - b.rank);
  return { timeline: rows.map(({ atMs, text }) => `at ${atMs} ${text}`).join('\n'), world };
}

/** The timeline as the test wrote it, its blanks evened out. */
export function written(timeline: string): string {
  return timeline
    .trim()
    .split('\n')
    .map((row) => row.trim().replace(/ +/g, ' '))
    .join('\n');
}
