import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { conduct } from '../../../src/cli/study/conduct.ts';
import { startWorker } from '../../../src/cli/study/start-worker.ts';
import { alone, hire, type Workforce } from '../../../src/cli/study/workforce.ts';
import { beginStudy } from '../../../src/experiment/study/run-study.ts';
import { sizeOf } from '../../../src/experiment/study/seed-set.ts';
import { shippedPlan, studied, textOf } from '../../experiment/study/studies.ts';

const plan = shippedPlan('classic');
const SEEDS = [{ from: 1, count: 20 }];
const never = { requested: false, whenRequested: new Promise<void>(() => {}), release: () => {} };

describe('workers that die', () => {
  afterEach(() => vi.restoreAllMocks());

  /** Threads of which the first so many die over their first task. */
  function dying(deaths: number) {
    let died = 0;
    return (...args: Parameters<typeof startWorker>): Worker =>
      died++ < deaths
        ? new Worker(
            `require('node:worker_threads').parentPort.once('message', () => process.exit(7))`,
            { eval: true },
          )
        : startWorker(...args);
  }

  it('once are told of, and the study is the same', async () => {
    const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const state = beginStudy(plan, SEEDS, null);
    const workforce = hire(plan, 2, dying(1));
    await conduct(state, workforce, never, () => {});
    await workforce.close();
    expect(told.mock.calls.map(([text]) => text)).toEqual([
      'A worker died (exit code 7); what it had in hand is done again.\n',
    ]);
    expect(textOf(state)).toBe(textOf(studied(plan, 20)));
  });

  it('twice over the same task end the study, with the seeds', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const workforce = hire(plan, 1, dying(2));
    await expect(
      conduct(beginStudy(plan, SEEDS, null), workforce, never, () => {}),
    ).rejects.toThrow('a worker died twice over seeds 1: exit code 7');
    await workforce.close();
  });
});

it('an interruption keeps what is known, and what goes on from it is the same study', async () => {
  const state = beginStudy(plan, SEEDS, null);
  let interrupt = (): void => {};
  const interruption = {
    requested: false,
    whenRequested: new Promise<void>((resolve) => {
      interrupt = resolve;
    }),
    release: () => {},
  };
  await conduct(state, alone(plan), interruption, ({ done }) => {
    if (done < 5) return;
    interruption.requested = true;
    interrupt();
  });
  const seen = sizeOf(state.findings[0]!.seeds);
  expect(seen).toBeGreaterThanOrEqual(5);
  expect(seen).toBeLessThan(20);
  await conduct(state, alone(plan), never, () => {});
  expect(textOf(state)).toBe(textOf(studied(plan, 20)));
});

it('what comes back in another order, and in other chunks, is the same study', async () => {
  const own = alone(plan);
  const waiting: (() => void)[] = [];
  const contrary: Workforce = {
    ...own,
    room: 4,
    async run(task) {
      const done = await own.run(task);
      const place = waiting.length;
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (place === 3) for (const wake of waiting.splice(0).reverse()) wake();
        setImmediate(() => waiting.splice(0).at(-1)?.());
      });
      return done;
    },
  };
  const state = beginStudy(plan, SEEDS, null);
  await conduct(state, contrary, never, () => {});
  expect(textOf(state)).toBe(textOf(studied(plan, 20)));
});
