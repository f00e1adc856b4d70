import { describe, expect, test } from 'vitest';
import { troublesOf } from '../../../src/experiment/incident/trouble.ts';
import { scenarioOf, type Written } from '../../model/scenarios.ts';

const SECOND = 1_000;

function troubles(script: readonly Written[], stages: readonly Written[] = []) {
  const scenario = scenarioOf({
    duration: '10m',
    traffic: { arrivals: 'poisson', startRate: '10/s', stages },
    paymentService: { latency: '100ms', capacity: 10, failureRate: '10%', script },
  });
  return troublesOf(scenario, scenario.duration).map(({ fromMs, untilMs, cause }) => [
    fromMs / SECOND,
    untilMs / SECOND,
    cause,
  ]);
}

const stage = (duration: string, target: string) => ({ duration, target });

describe('troubles of a script', () => {
  test.each([
    ['none', [], []],
    [
      'apart',
      [
        { at: '3m', for: '10s', outage: 'hang' },
        { at: '1m', for: '1m', failureRate: '50%' },
      ],
      [
        [60, 120, 'failure rate 50%'],
        [180, 190, 'outage: hang'],
      ],
    ],
    [
      'that overlap or touch, as one',
      [
        { at: '1m', for: '1m', failureRate: '50%' },
        { at: '90s', for: '40s', latency: 'x3' },
        { at: '130s', for: '10s', capacity: 5 },
      ],
      [[60, 140, 'failure rate 50%; latency x3; capacity 5']],
    ],
    ['without an end', [{ at: '1m', capacity: 'x0.5' }], [[60, Infinity, 'capacity x0.5']]],
    [
      'what makes things better is none',
      [
        { at: '1m', for: '1m', failureRate: '5%', capacity: 20 },
        { at: '2m', latency: 'x0.5', queue: 10 },
      ],
      [[120, Infinity, 'queue 10, latency x0.5']],
    ],
  ] as const)('%s', (_, script, expected) => {
    // A queue where there was no limit is a limit: worse.
    expect(troubles(script)).toEqual(expected);
  });
});

describe('without a script, peaks of the traffic', () => {
  test.each([
    ['none, where it only rises', [stage('1m', '20/s')], []],
    [
      'from the rise to the end of the fall',
      [stage('1m', '10/s'), stage('10s', '80/s'), stage('1m', '80/s'), stage('20s', '30/s')],
      [[60, 150, 'the peak of the traffic']],
    ],
    [
      'two of them, the first falling in steps',
      [
        stage('10s', '80/s'),
        stage('10s', '40/s'),
        stage('10s', '40/s'),
        stage('10s', '10/s'),
        stage('10s', '90/s'),
        stage('10s', '10/s'),
      ],
      [
        [0, 40, 'the peak of the traffic'],
        [40, 60, 'the peak of the traffic'],
      ],
    ],
  ] as const)('%s', (_, stages, expected) => {
    expect(troubles([], stages)).toEqual(expected);
  });
});
