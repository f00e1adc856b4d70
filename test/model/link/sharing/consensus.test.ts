import { describe, test } from 'vitest';
import { expectTimeline } from './timeline.ts';

const consensus = { sharing: { kind: 'consensus', latency: 30, nodes: 5 }, members: 2 };

describe('a majority that is asked for every call', () => {
  test('every call waits for the answer, and every outcome takes its way to them', () => {
    expectTimeline(
      consensus,
      `
      0 a calls -> waits
      0 b calls -> waits
      30 -> a may, b may
      40 a fails -> nothing
      41 b fails -> nothing
      56 -> open
      60 a calls -> waits
      90 -> a may not
      `,
    );
  });

  test('nobody calls once the circuit is open, but for those under way', () => {
    expectTimeline(
      consensus,
      `
      0 a calls -> waits
      0 a calls -> waits
      30 -> a may, a may
      30 a fails -> nothing
      30 a fails -> nothing
      31 b calls -> waits
      45 -> open
      61 -> b may not
      1045 -> half-open
      1046 a calls -> waits
      1046 b calls -> waits
      1076 -> a may, b may not
      1080 a ok -> nothing
      1095 -> closed
      `,
    );
  });

  test('two of five may be away, not three: without a majority every call is blocked', () => {
    expectTimeline(
      consensus,
      `
      0 down 2 -> nothing
      1 a calls -> waits
      31 -> a may
      40 down 3 -> nothing
      41 a calls -> waits
      71 -> a may not
      80 up -> nothing
      81 a calls -> waits
      111 -> a may
      `,
    );
  });

  test('who goes away while it waits gives its leave back', () => {
    expectTimeline(
      consensus,
      `
      0 a calls -> waits
      0 a calls -> waits
      30 -> a may, a may
      30 a fails -> nothing
      30 a fails -> nothing
      1045 -> open, half-open
      1046 a calls -> waits
      1070 a leaves -> nothing
      1100 b calls -> waits
      1130 -> b may
      `,
    );
  });
});
