import { ARM } from '../../src/scenario/arm-names.ts';
import type { Claim } from './claim.ts';
import { COMPANION_CLAIMS } from './companion-claims.ts';
import { ECONOMICS_CLAIMS } from './economics-claims.ts';
import { GRAPH_CLAIMS } from './graph-claims.ts';
import {
  difference,
  isWellBy,
  MINUTE,
  opens,
  paidBetween,
  paidShare,
  recoveredAt,
  SECOND,
  statesOf,
  wins,
  with_,
  without,
} from './measures.ts';

/** What the stories claim, by scenario: a shipped one has a row here. */
export const CLAIMS: Readonly<Record<string, readonly Claim[]>> = {
  'black-friday': [
    {
      says: 'without breaker the gateway stays down for good',
      holds: (run) => recoveredAt(run, ARM.without) === null,
    },
    {
      says: 'with it service is back within one open period',
      holds: (run) => isWellBy(run, ARM.with, 260 * SECOND + 10 * SECOND),
    },
  ],
  classic: [
    { says: 'it never pays more', holds: (run) => difference(run) <= 0 },
    {
      says: 'another seed tells another story',
      holds: (run) => opens(run) === 1,
      seeds: { atLeast: 3, atMost: 9 },
    },
  ],
  'first-three': [
    {
      says: 'three states in ten calls, whatever the seed',
      holds: (run) =>
        statesOf(with_(run)) ===
        'closed closed open open open half-open half-open closed closed closed',
    },
    {
      says: 'the three blocked orders would have been paid',
      holds: (run) => run.comparison!.cost.orders === 3 && run.comparison!.gain.orders === 0,
    },
  ],
  'error-burst': [
    { says: 'the breaker loses orders', holds: wins(ARM.without) },
    {
      says: 'the verdict says so, and why',
      holds: ({ comparison }) =>
        /^The breaker loses [\d,]+ orders.*nothing for a breaker to save\.$/s.test(
          comparison!.verdict.join(' '),
        ),
      // A breaker that blocks at once spares a tenth of a second, and that is just short of a gain worth telling.
      seeds: { atLeast: 8, atMost: 10 },
    },
    {
      says: 'in the bad minute half are paid without it, next to none with it',
      holds: (run) => {
        const [paid, paidWith] = [without(run), with_(run)].map((arm) =>
          paidBetween(arm, 1 * MINUTE, 2 * MINUTE),
        );
        return paid! > 2_500 && paid! < 3_500 && paidWith! < 300;
      },
    },
  ],
  'retry-storm': [
    {
      says: 'without breaker about two seeds in three never recover',
      holds: (run) => recoveredAt(run, ARM.without) === null,
      seeds: { atLeast: 4, atMost: 9 },
    },
    {
      says: 'with it all do, within twenty seconds after the rush',
      holds: (run) => isWellBy(run, ARM.with, 45 * SECOND),
    },
    { says: 'it never loses', holds: (run) => run.comparison!.winner !== ARM.without },
  ],
  'slow-death': [
    {
      says: 'no order is paid until two minutes after the cause has gone',
      holds: (run) =>
        paidBetween(without(run), 90 * SECOND, 290 * SECOND) === 0 &&
        isWellBy(run, ARM.without, 320 * SECOND),
    },
    {
      says: 'every failure is a wait in vain',
      holds: ({ arms }) => arms.every(({ totals: { calls } }) => calls.timedOut === calls.failed),
    },
    {
      says: 'orders are rejected at the door without it, hardly with it',
      holds: (run) =>
        without(run).totals.orders.rejected > 10_000 && with_(run).totals.orders.rejected < 500,
    },
    {
      says: 'with it service is back within one open period',
      holds: (run) => isWellBy(run, ARM.with, 190 * SECOND),
    },
    { says: 'the breaker saves orders', holds: wins(ARM.with) },
  ],
  flapping: [
    { says: 'it opens more than a hundred times', holds: (run) => opens(run) > 100 },
    {
      says: 'nothing is paid while it is at it, even after the trouble',
      holds: (run) => paidBetween(with_(run), 70 * SECOND, 200 * SECOND) === 0,
    },
    {
      says: 'a rest of five seconds: some twenty openings',
      given: ['orderService.pipeline.breaker.open.duration=5s'],
      holds: (run) => opens(run) >= 15 && opens(run) <= 25,
    },
    {
      says: 'three orders are paid',
      holds: (run) => Math.abs(paidShare(with_(run)) - 0.43) < 0.03,
    },
    {
      says: 'where four are with a rest of five seconds',
      given: ['orderService.pipeline.breaker.open.duration=5s'],
      holds: (run) => Math.abs(paidShare(with_(run)) - (0.43 * 4) / 3) < 0.06,
    },
  ],
  'connection-exhaustion': [
    {
      says: 'ten seconds without, two with it',
      holds: ({ arms }) => arms.map(({ ticks }) => ticks!.length).join() === '11,3',
    },
    {
      says: 'twenty calls were in flight, eighty are blocked',
      holds: (run) =>
        with_(run).totals.calls.failed === 20 && with_(run).totals.calls.blocked === 80,
    },
    { says: 'not one order more is paid', holds: wins(null) },
  ],
  'hard-down': [
    {
      says: 'some eighteen thousand calls for nothing',
      holds: (run) => Math.abs(without(run).totals.calls.failed - 18_000) < 1_000,
    },
    {
      says: 'with it fewer than a hundred are sent',
      holds: (run) => with_(run).totals.calls.failed < 100,
    },
    {
      says: 'a few hundred orders lost in the rest of the last open period',
      holds: (run) => difference(run) < -200 && difference(run) > -700,
    },
  ],
  'grey-failure': [
    { says: 'the state never changes', holds: (run) => with_(run).transitions.length === 0 },
    {
      says: '97 orders in 100 of the bad minute are paid',
      holds: (run) => {
        const minute = with_(run).ticks!.slice(12, 24);
        const arrived = minute.reduce((sum, { orders }) => sum + orders.arrived, 0);
        return Math.abs(paidBetween(with_(run), 1 * MINUTE, 2 * MINUTE) / arrived - 0.97) < 0.015;
      },
    },
    {
      says: 'a breaker that sees it loses nearly all of them',
      given: ['orderService.pipeline.breaker.trip.rate=25%'],
      holds: (run) => paidBetween(with_(run), 1 * MINUTE, 2 * MINUTE) < 1_200,
    },
  ],
  ...COMPANION_CLAIMS,
  ...ECONOMICS_CLAIMS,
  ...GRAPH_CLAIMS,
};
