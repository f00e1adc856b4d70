import { expect, test } from 'vitest';
import { type ChaosProgress, runChaos } from '../../../src/cli/study/chaos-run.ts';
import { threads } from '../../../src/cli/study/hands.ts';
import { load } from '../../scenario/loading.ts';
import { SMALL } from './chaos-shop.ts';

/** Runs twelve incidents in this thread, and asks to stop as soon as `stop` says so. */
async function interrupted(stop: (progress: ChaosProgress) => boolean) {
  const text = `${SMALL}chaos: { incidents: 12 }\n`;
  const source = { name: 'small.yaml', text };
  const progress: ChaosProgress[] = [];
  const interruption = {
    requested: false,
    whenRequested: new Promise<void>(() => {}),
    release: () => {},
  };
  const result = await runChaos(
    load(text),
    { command: [], source, files: {}, overrides: [] },
    {
      hands: threads(1),
      shrink: true,
      interruption,
      onProgress: (one) => {
        progress.push(one);
        interruption.requested ||= stop(one);
      },
    },
  );
  return { result, progress };
}

const whole = interrupted(() => false);

test('left alone, it tells of every incident, then of every try to shrink the worst', async () => {
  const { result, progress } = await whole;
  const tries = result.worst!.shrunk!.tried;
  expect(progress).toEqual([
    ...Array.from({ length: 12 }, (_, index) => ({
      phase: 'incidents',
      done: index + 1,
      of: 12,
      words: '',
    })),
    ...Array.from({ length: tries }, (_, tried) => ({ phase: 'shrinking', tried })),
  ]);
});

test('stopped among the incidents, it knows those that were run, and does not shrink', async () => {
  const { result, progress } = await interrupted(
    (one) => one.phase === 'incidents' && one.done === 5,
  );
  expect(result.partial).toEqual({ known: 5 });
  expect(result.incidents).toEqual((await whole).result.incidents.slice(0, 5));
  expect(progress.filter(({ phase }) => phase === 'shrinking')).toEqual([]);
  expect(result.worst?.shrunk ?? null).toBeNull();
});

test('stopped while it shrinks, it tells the worst as it was drawn', async () => {
  const { result } = await interrupted((one) => one.phase === 'shrinking' && one.tried === 3);
  const { result: all } = await whole;
  expect(result).toEqual({ ...all, worst: { ...all.worst, shrunk: null } });
});
