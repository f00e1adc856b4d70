import { describe, expect, it } from 'vitest';
import { overloadOf, overloadSentence } from '../../src/scenario/overload.ts';
import { load } from './loading.ts';

/** So many of 100 payments at once, 400 ms each: 250/s. */
const SERVICE = 'paymentService: { capacity: 100, latency: 400ms }';
const poisson = (startRate: string, stages = '') =>
  `traffic: { arrivals: poisson, startRate: ${startRate}, stages: [${stages}] }`;

describe('the peak against what the service can carry', () => {
  it.each<[string, string, string, number | null]>([
    ['below it', poisson('249/s'), SERVICE, null],
    ['just met', poisson('250/s'), SERVICE, null],
    ['above it', poisson('500/s'), SERVICE, 500],
    ['the highest stage', poisson('1/s', '{ duration: 1m, target: 300/s }'), SERVICE, 300],
    [
      'a stage that the run does not reach the end of',
      poisson('0/s', '{ duration: 20m, target: 600/s }'),
      SERVICE,
      300,
    ],
    ['without a limit', poisson('500/s'), 'paymentService: { latency: 400ms }', null],
    [
      'a script does not count: it is told apart',
      poisson('200/s'),
      SERVICE.replace(' }', ', script: [{ at: 1m, latency: x3 }] }'),
      null,
    ],
    ['clients that wait', 'traffic: { arrivals: closed, clients: 9000 }', SERVICE, null],
  ])('%s', (_, traffic, service, offered) => {
    const scenario = load(`duration: 10m\n${traffic}\n${service}`);
    const expected = offered === null ? null : { offeredPerSecond: offered, carriedPerSecond: 250 };
    expect(overloadOf(scenario)).toEqual(expected);
    expect(scenario.warnings).toEqual(offered === null ? [] : [overloadSentence(scenario)]);
  });

  it('of recorded orders, in a sixtieth of the run', () => {
    const instants = Array.from({ length: 6000 }, (_, i) => 60_000 + i);
    const traffic = 'traffic: { arrivals: trace, file: o.csv }';
    const csv = ['time', 0, ...instants].join('\n');
    const scenario = load(`duration: 10m\n${traffic}\n${SERVICE}`, [], { 'o.csv': csv });
    expect(overloadOf(scenario)?.offeredPerSecond).toBe(600);
  });

  it.each([
    ['500/s', 'At the peak 500 orders/s come in, twice what the PaymentService can carry (250/s)'],
    ['260/s', 'At the peak 260 orders/s come in, more than what the PaymentService'],
    ['900/s', 'At the peak 900 orders/s come in, 3.6 times what the PaymentService'],
  ])('%s in words', (rate, words) => {
    expect(overloadSentence(load(`duration: 10m\n${poisson(rate)}\n${SERVICE}`))).toContain(words);
  });
});
