import { describe, expect, it } from 'vitest';
import {
  blockedShare,
  erlangB,
  erlangC,
  finiteQueue,
  meanWaitMG1,
  meanWaitMMc,
  retried,
} from './queueing-theory.ts';

/** The yardsticks measured first: against published tables, and against each other where they meet. */

describe('the formulas agree with the tables', () => {
  it.each([
    // The 1 % column of the Erlang B tables of telephony: the load that so many lines carry. 15 lines: the
    // worked example of the calculator manual at erlang.com.
    [1, 0.0101, 0.01],
    [2, 0.153, 0.01],
    [5, 1.361, 0.01],
    [10, 4.461, 0.01],
    [15, 8.108, 0.01],
    [20, 12.03, 0.01],
    [50, 37.9, 0.01],
    [100, 84.06, 0.01],
  ])('Erlang B: %i lines at %f erlang', (servers, load, blocked) => {
    expect(erlangB(servers, load)).toBeCloseTo(blocked, 4);
  });

  it.each([
    // One server: ρ. Two: 2ρ² / (1 + ρ).
    [1, 0.7, 0.7],
    [2, 1, 1 / 3],
    [2, 1.5, (2 * 0.75 ** 2) / 1.75],
    // Three at 2 erlang, the textbooks' example: 4/9. The others as in Erlang C tables.
    [3, 2, 4 / 9],
    [5, 4, 0.5541],
    [10, 8, 0.4092],
  ])('Erlang C: %i servers at %f erlang', (servers, load, waits) => {
    expect(erlangC(servers, load)).toBeCloseTo(waits, 4);
  });
});

describe('the formulas agree where they meet', () => {
  it('M/M/c with one server is M/M/1: ρ / (μ − λ)', () => {
    expect(meanWaitMMc(1, 0.8, 1)).toBeCloseTo(4, 12);
  });

  it('M/G/1 with exponential service is M/M/1, and with constant service half of it', () => {
    expect(meanWaitMG1(0.8, 1, 1)).toBeCloseTo(meanWaitMMc(1, 0.8, 1), 12);
    expect(meanWaitMG1(0.8, 1, 0)).toBeCloseTo(2, 12);
  });

  it('M/M/c/c is Erlang B; many places make M/M/c, by Little’s law', () => {
    expect(finiteQueue(5, 5, 4, 1).blocked).toBeCloseTo(erlangB(5, 4), 12);
    expect(finiteQueue(5, 500, 4, 1).meanQueued).toBeCloseTo(4 * meanWaitMMc(5, 4, 1), 9);
  });

  it('M/M/1/K: ρ^K (1 − ρ) / (1 − ρ^(K+1))', () => {
    expect(finiteQueue(1, 4, 0.5, 1).blocked).toBeCloseTo((0.5 ** 4 * 0.5) / (1 - 0.5 ** 5), 12);
  });

  it('two retries of calls that fail half the time', () => {
    expect(retried(2, 0.5)).toEqual({ success: 0.875, callsPerOrder: 1.75 });
  });

  it('a breaker that opens on any failure and closes on any success, by hand', () => {
    // A cycle: 2 calls closed, 2 openings of 3 blocked calls each, 2 probes.
    const cycle = { p: 0.5, failures: 1, successes: 1, callsPerOpenTime: 3 };
    expect(blockedShare(cycle)).toBeCloseTo(6 / 10, 12);
  });
});
