import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/kernel/settings.ts';
import { pipelineSettings } from '../../../src/resilience/pipeline.ts';
import { EXPORTS, exportPipeline } from '../../../src/scenario/export/export-pipeline.ts';
import { lossesText } from '../../../src/scenario/export/losses-text.ts';
import { importPipeline } from '../../../src/scenario/import/import-pipeline.ts';
import { SAYABLE } from './sayable.ts';

const libraries = EXPORTS.map((library) => [library.name, library] as const);

describe('what a library can say comes back as it went', () => {
  it.each(libraries)('%s', (name, library) => {
    fc.assert(
      fc.property(SAYABLE[name]!, (written) => {
        const pipeline = decode(pipelineSettings, written);
        const { text, losses } = exportPipeline(pipeline, library, 'payment');
        const file = { name: library.writes.file, text };
        const back = importPipeline([file], { from: undefined, name: undefined });
        expect(back.account.library).toBe(library.title);
        expect(back.decoded).toEqual(pipeline);
        expect(losses).toEqual([]);
      }),
    );
  });
});

describe('what a library cannot say is told', () => {
  const pipeline = decode(pipelineSettings, [
    { fallback: { kind: 'cached' } },
    { retry: { calls: 3, backoff: { kind: 'exponential' }, budget: { share: '15%' } } },
    { rateLimit: { rate: '50/s', burst: 5 } },
    {
      breaker: {
        trip: { kind: 'any-of', policies: [{ kind: 'failure-rate' }, { kind: 'slow-call-rate' }] },
        open: { kind: 'exponential', jitter: '20%' },
        probe: { kind: 'gradual-recovery' },
      },
    },
    { bulkhead: { calls: 20, queue: 5 } },
    { timeout: '1s' },
  ]);

  it.each(libraries)('%s', async (name, library) => {
    const exported = exportPipeline(pipeline, library, 'payment');
    expect(exported.losses.length > 0).toBe(name !== 'blackfriday');
    const text = `${exported.text}\n${lossesText(exported, 100)}`;
    await expect(text).toMatchFileSnapshot(`./golden/${name}.txt`);
  });

  it.each(libraries)('%s: nothing at all', (_, library) => {
    expect(() => exportPipeline([], library, 'payment')).not.toThrow();
  });
});
