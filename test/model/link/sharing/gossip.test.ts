import { describe, expect, test } from 'vitest';
import { Rumours } from '../../../../src/model/link/sharing/rumours.ts';
import { expectTimeline, FleetOnTime } from './timeline.ts';

const letters = (count: number) =>
  Array.from({ length: count }, (_, i) => String.fromCharCode('a'.charCodeAt(0) + i));

/** Lets each of these members open its circuit by two failures. */
const open = (ms: number, members: readonly string[]) =>
  members.flatMap((name) => [
    `${ms} ${name} calls`,
    `${ms} ${name} fails`,
    `${ms} ${name} calls`,
    `${ms} ${name} fails`,
  ]);

describe('a fleet that talks', () => {
  const four = {
    sharing: { kind: 'gossip', every: 400, fanout: 3, quorum: '50%' },
    members: 4,
    breaker: {
      trip: { kind: 'consecutive-failures', failures: 2 },
      open: { kind: 'fixed', duration: 5000 },
      probe: { permits: 1, successes: 1 },
    },
  };

  test('each breaker is its own: one that is open blocks its instance only', () => {
    const fleet = new FleetOnTime(four);
    fleet.play(open(10, ['a']));
    expect(fleet.blocked()).toBe('a');
    fleet.passTo(2000);
    expect(fleet.blocked()).toBe('a');
  });

  test('a talks at 100 ms, b at 200 and so on: who has heard of two that are open blocks, too', () => {
    const fleet = new FleetOnTime(four);
    fleet.play(open(10, ['a', 'b']));
    expect(fleet.blocked()).toBe('a b');
    fleet.passTo(100);
    expect(fleet.blocked(), 'c and d know of a').toBe('a b');
    fleet.passTo(200);
    expect(fleet.blocked(), 'c and d know of b, too').toBe('a b c d');
  });

  test('an end of the open time is news as well', () => {
    const fleet = new FleetOnTime(four);
    fleet.play(open(10, ['a', 'b']));
    fleet.passTo(5009);
    expect(fleet.blocked()).toBe('a b c d');
    fleet.passTo(5299);
    expect(fleet.blocked(), 'c and d have had their turns, with no news').toBe('c d');
    fleet.passTo(5300);
    expect(fleet.blocked(), 'a has told that it probes').toBe('nobody');
  });

  test('while half-open each makes a probe of its own', () => {
    expectTimeline(
      { ...four, sharing: { ...four.sharing, quorum: '100%' } },
      `
      10 a calls -> a may
      10 b calls -> b may
      10 a fails -> nothing
      10 b fails -> nothing
      10 a calls -> a may
      10 b calls -> b may
      10 a fails -> a open
      10 b fails -> b open
      5010 -> a half-open, b half-open
      5020 a calls -> a may
      5020 b calls -> b may
      5020 a calls -> a may not
      5030 a ok -> a closed
      5030 b fails -> b open
      `,
    );
  });

  test('news reaches all of sixteen within a few rounds, with any luck', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const fleet = new FleetOnTime({
        ...four,
        members: 16,
        sharing: { kind: 'gossip', every: 100, fanout: 2, quorum: '25%' },
        seed,
      });
      fleet.play(open(0, letters(4)));
      expect(fleet.blocked()).toBe('a b c d');
      fleet.passTo(1000);
      expect(fleet.blocked(), `seed ${seed}`).toBe(letters(16).join(' '));
    }
  });

  test('a fleet of one has nobody to tell', () => {
    const fleet = new FleetOnTime({ ...four, members: 1 });
    fleet.play(open(10, ['a']));
    fleet.passTo(5009);
    expect(fleet.blocked()).toBe('a');
    fleet.passTo(5010);
    expect(fleet.blocked()).toBe('nobody');
  });
});

describe('rumours', () => {
  test('of two that differ the later one is the news, whoever tells it', () => {
    const rumours = new Rumours(3, 1);
    rumours.toggle(0, 0);
    rumours.tell(0, 1);
    rumours.toggle(0, 0);
    rumours.tell(0, 2);
    rumours.tell(1, 2);
    expect([...rumours.open]).toEqual([0, 1, 0]);
    rumours.tell(2, 1);
    expect([...rumours.open]).toEqual([0, 0, 0]);
    expect(rumours.areOld).toBe(true);
  });

  test('circuits are told apart', () => {
    const rumours = new Rumours(2, 2);
    rumours.toggle(1, 1);
    rumours.tell(1, 0);
    expect([...rumours.open]).toEqual([0, 1, 0, 1]);
  });
});
