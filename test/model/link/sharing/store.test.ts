import { describe, test } from 'vitest';
import { expectTimeline } from './timeline.ts';

/** A question and its answer take 10 ms, so a letter takes 5. */
const store = (more: Record<string, unknown> = {}) => ({
  sharing: { kind: 'store', latency: 10, refresh: 100, ...more },
  members: 3,
});

describe('one truth in a store', () => {
  test('the first call looks first, and those that come meanwhile wait with it', () => {
    expectTimeline(
      store(),
      `
      0 a calls -> waits
      4 a calls -> waits
      4 b calls -> waits
      10 -> a may, a may
      14 -> b may
      `,
    );
  });

  test('what was seen serves for the time of refresh, counted from when it was so', () => {
    expectTimeline(
      store(),
      `
      0 a calls -> waits
      10 -> a may
      105 a calls -> a may
      106 a calls -> waits
      116 -> a may
      `,
    );
  });

  test('failures of different instances add up; each learns of the opening when it looks again', () => {
    expectTimeline(
      store(),
      `
      0 a calls -> waits
      0 b calls -> waits
      10 -> a may, b may
      20 a fails -> nothing
      21 b fails -> nothing
      25 -> nothing
      26 -> open
      30 a calls -> a may
      30 c calls -> waits
      40 -> c may not
      105 b calls -> b may
      106 b calls -> waits
      116 -> b may not
      116 b calls -> b may not
      `,
    );
  });

  test('an outcome of a call that was let through in an earlier period tells nothing', () => {
    expectTimeline(
      store(),
      `
      0 a calls -> waits
      10 -> a may
      10 a calls -> a may
      10 a calls -> a may
      10 a calls -> a may
      20 a fails -> nothing
      21 a fails -> nothing
      30 -> open
      1026 -> half-open
      1030 b calls -> waits
      1049 -> nothing
      1050 -> b may
      1050 b ok -> nothing
      1060 -> closed
      1070 a fails -> nothing
      1071 a fails -> nothing
      1080 -> nothing
      `,
    );
  });

  test('of all instances that would probe one has leave, by a conditional write', () => {
    expectTimeline(
      store(),
      `
      0 a calls -> waits
      0 b calls -> waits
      0 c calls -> waits
      10 -> a may, b may, c may
      10 a fails -> nothing
      10 b fails -> nothing
      15 -> open
      200 a calls -> waits
      200 b calls -> waits
      210 -> a may not, b may not
      1015 -> half-open
      1020 a calls -> waits
      1021 b calls -> waits
      1021 c calls -> waits
      1030 -> nothing
      1040 -> a may
      1041 -> b may not, c may not
      1050 c calls -> waits
      1060 a ok -> c may not
      1065 -> closed
      1066 b calls -> waits
      1076 -> b may
      `,
    );
  });

  test('who goes away while it waits gives its leave back', () => {
    expectTimeline(
      store(),
      `
      0 a calls -> waits
      10 -> a may
      10 a fails -> nothing
      10 a calls -> a may
      10 a fails -> nothing
      20 -> open
      1019 -> half-open
      1020 a calls -> waits
      1032 a leaves -> nothing
      1041 b calls -> waits
      1061 -> b may
      `,
    );
  });
});

describe('a store that is down', () => {
  const fallen = `
      0 a calls -> waits
      10 -> a may
      20 down -> nothing
      21 a ok -> nothing
      100 a calls -> a may
      101 a fails -> nothing
      106 a calls -> waits`;

  test('local: the own breaker decides, which has counted all along', () => {
    expectTimeline(
      store({ whenDown: 'local' }),
      `${fallen}
      116 -> a may
      117 a fails -> nothing
      118 a calls -> a may not
      118 b calls -> waits
      128 -> b may
      211 a calls -> a may not
      212 a calls -> waits
      222 -> a may not
      `,
    );
  });

  test('closed: everybody calls on', () => {
    expectTimeline(
      store({ whenDown: 'closed' }),
      `${fallen}
      116 -> a may
      117 a fails -> nothing
      118 a calls -> a may
      `,
    );
  });

  test('open: nobody calls, until it is there again and somebody looks', () => {
    expectTimeline(
      store({ whenDown: 'open' }),
      `${fallen}
      116 -> a may not
      117 a calls -> a may not
      150 up -> nothing
      210 a calls -> a may not
      212 a calls -> waits
      222 -> a may
      `,
    );
  });

  test('what is written to it is lost: an opening that its failures would have brought does not come', () => {
    expectTimeline(
      store({ whenDown: 'closed' }),
      `
      0 a calls -> waits
      0 b calls -> waits
      10 -> a may, b may
      11 down -> nothing
      12 a fails -> nothing
      20 up -> nothing
      21 b fails -> nothing
      30 -> nothing
      `,
    );
  });
});
