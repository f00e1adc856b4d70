import fc from 'fast-check';
import { expect, it } from 'vitest';
import { participants } from './participants.ts';

type Shop = ReturnType<typeof participants>;

const MEMBERS = 4;
const member = fc.nat(MEMBERS - 1);

/** One thing that may happen. */
const happening: fc.Arbitrary<(shop: Shop) => Promise<unknown>> = fc.oneof(
  { weight: 6, arbitrary: member.map((who) => (shop: Shop) => shop.call(who)) },
  { weight: 3, arbitrary: member.map((who) => (shop: Shop) => shop.bad(who, who, who)) },
  {
    weight: 4,
    arbitrary: fc
      .integer({ min: 1, max: 4_000 })
      .map((ms) => (shop: Shop) => shop.clock.advanceAsync(ms)),
  },
  {
    weight: 3,
    arbitrary: fc.boolean().map((good) => async ({ atWork, clock }: Shop) => {
      const [one] = atWork.splice(0, 1);
      if (good) one?.succeed();
      else one?.fail();
      await clock.advanceAsync(0);
    }),
  },
  {
    weight: 1,
    arbitrary: fc.boolean().map((isAway) => async ({ memory }: Shop) => {
      memory.state.isAway = isAway;
    }),
  },
  { weight: 1, arbitrary: fc.constant(async ({ memory }: Shop) => memory.kept.clear()) },
);

const terms = fc.record({
  whenDown: fc.constantFrom('local', 'closed', 'open'),
  quorum: fc.constantFrom(1, 2, 4),
  refresh: fc.constantFrom(0, 600, 2_000),
  lease: fc.constantFrom(2_000, 30_000),
});

it('whatever has happened: once store and service are well, so are all circuits, and every call has ended', async () => {
  await fc.assert(
    fc.asyncProperty(
      terms,
      fc.constantFrom(1, 3),
      fc.array(happening, { maxLength: 60 }),
      async (shared, successes, timeline) => {
        const shop = participants(MEMBERS, shared, {
          trip: { kind: 'consecutive-failures', failures: 2 },
          open: { kind: 'fixed', duration: '3s' },
          probe: { permits: 2, successes },
        });
        for (const act of timeline) await act(shop);
        shop.memory.state.isAway = false;
        for (let round = 0; round < 8; round++) {
          await shop.clock.advanceAsync('31s');
          await shop.good(...shop.all);
        }
        expect(shop.states()).toBe('closed closed closed closed');
        expect(await shop.call(...shop.all)).toBe('waits waits waits waits');
        await shop.finish('succeed');
        for (const breaker of shop.breakers) {
          const { calls, successful, failed, ignored, blocked } = breaker.metrics();
          expect(successful + failed + ignored + blocked).toBe(calls);
        }
      },
    ),
    { numRuns: 100 },
  );
});
