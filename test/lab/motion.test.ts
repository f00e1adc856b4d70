import { describe, expect, it } from 'vitest';
import { armsOf } from '../../src/experiment/arms.ts';
import { experiment } from '../../src/experiment/experiment.ts';
import type { Result, Tick } from '../../src/experiment/result.ts';
import { openMaterial } from '../../src/lab/material.ts';
import { type Life, lifeOf } from '../../src/lab/motion/life.ts';
import { dotsAt, type Spot } from '../../src/lab/motion/scene.ts';
import { HAPPENING, type Happening } from '../../src/model/books/happening.ts';
import { OUTCOME } from '../../src/model/outcome.ts';
import { shipped } from './bench.ts';

/** A run of which every so many-th order is followed. */
function followed(name: string, every: number): { result: Result; lives: Life[][] } {
  const scenario = openMaterial(shipped(name), []);
  const plans = armsOf(scenario);
  const books = new Map(plans.map((plan) => [plan.name as string, new Map<number, Happening[]>()]));
  const steps = experiment(
    scenario,
    plans,
    { ticks: true, followsEvery: every },
    {
      onHappening: (arm, order, happening) => {
        const book = books.get(arm)!;
        book.set(order, [...(book.get(order) ?? []), happening]);
      },
    },
  );
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const lives = [...books.values()].map((book) =>
    [...book].map(([order, own]) => lifeOf(order, own)),
  );
  return { result: step.value, lives };
}

const count = (lives: readonly Life[], atMs: number, spot: Spot) =>
  dotsAt(lives, atMs, 0).filter((dot) => dot.spot === spot).length;

describe('dots are the orders of the run', () => {
  it.each(['classic', 'slow-calls', 'fallback-queue', 'cost-benefit', 'throttling-vs-breaker'])(
    '%s: where every order is followed, they are as many as the ticks count',
    (name) => {
      const { result, lives } = followed(name, 1);
      const { tickMs } = result.scenario;
      result.arms.forEach((arm, place) => {
        const ticks = arm.ticks!;
        const own = lives[place]!;
        // What happens at the very end of a tick belongs to the next.
        const endOf = (tick: Tick) => tick.startMs + tickMs - 1e-6;
        const drawn = ticks.map((tick) => [
          count(own, endOf(tick), 'backlog'),
          count(own, endOf(tick), 'workers'),
          count(own, endOf(tick), 'queue'),
          count(own, endOf(tick), 'service'),
        ]);
        const counted = ticks.map(({ orderService, paymentService }) => [
          orderService.backlog,
          orderService.busy,
          paymentService.queued,
          paymentService.busy,
        ]);
        expect([arm.name, drawn]).toEqual([arm.name, counted]);
      });
    },
    120_000,
  );

  it('a sample is the same orders in every arm, and each ends as it did', () => {
    const { result, lives } = followed('slow-calls', 7);
    const numbers = lives.map((own) => own.map(({ order }) => order));
    expect(numbers[1]).toEqual(numbers[0]);
    expect(numbers[0]!.every((order) => order % 7 === 0)).toBe(true);
    expect(numbers[0]!.length).toBe(Math.floor(result.arms[0]!.totals.orders.arrived / 7));
  });

  it('following changes nothing of the run', () => {
    const { result } = followed('classic', 1);
    const scenario = openMaterial(shipped('classic'), []);
    const steps = experiment(scenario, armsOf(scenario), { ticks: true }, {});
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    expect(result).toEqual(step.value);
  });
});

describe('the life of an order', () => {
  const service = 'gateway';
  const at = (
    atMs: number,
    what: Happening['what'],
    value: number,
    where: string,
    call: number,
  ): Happening => {
    const more = { instance: null, from: null, circuit: null, why: null };
    return { atMs, what, value, service: where, call, ...more };
  };
  const life = lifeOf(8, [
    at(0, HAPPENING.arrived, 2_000, 'shop', 0),
    at(0, HAPPENING.taken, 1, 'shop', 0),
    at(0, HAPPENING.sent, 1, service, 1),
    at(0, HAPPENING.queued, 1, service, 1),
    at(100, HAPPENING.gaveUp, OUTCOME.timedOut, service, 1),
    at(150, HAPPENING.sent, 2, service, 2),
    at(160, HAPPENING.began, 1, service, 1),
    at(200, HAPPENING.began, 2, service, 2),
    at(220, HAPPENING.answered, OUTCOME.successful, service, 2),
    at(220, HAPPENING.ended, OUTCOME.successful, 'shop', 0),
    at(400, HAPPENING.unheard, OUTCOME.failed, service, 1),
  ]);

  it.each([
    [50, ['workers waiting', 'queue waiting']],
    [155, ['workers waiting', 'queue abandoned', 'way waiting']],
    [170, ['workers waiting', 'way waiting', 'service abandoned']],
    [210, ['workers waiting', 'service abandoned', 'service waiting']],
    [300, ['service abandoned']],
    [400, []],
  ])('at %i ms', (atMs, wanted) => {
    const dots = dotsAt([life], atMs, 0).map(({ spot, look }) => `${spot} ${look}`);
    expect(dots.sort()).toEqual([...wanted].sort());
  });

  it('lingers where it ended', () => {
    const [dot] = dotsAt([life], 270, 100).filter(({ spot }) => spot === 'out');
    expect(dot).toMatchObject({ look: 'paid', age: 0.5 });
  });
});
