import { describe, expect, it } from 'vitest';
import { mergeParts, type NamedPart, resume } from '../../../src/experiment/study/merge.ts';
import { missingParts } from '../../../src/experiment/study/missing.ts';
import { runStudy } from '../../../src/experiment/study/run-study.ts';
import { setOption } from '../../../src/scenario/overrides.ts';
import { part, shippedPlan, studied, textOf } from './studies.ts';

const plan = shippedPlan('classic', { ticks: true });
const whole = textOf(studied(plan, 30));
const shards = Array.from({ length: 7 }, (_, i) =>
  part(`part-${i + 1}.json`, studied(plan, 30, { index: i + 1, of: 7 })),
);
const [first, second, ...others] = shards as [NamedPart, NamedPart, ...NamedPart[]];

describe('seven shards', () => {
  it.each([
    ['in order', [first, second, ...others]],
    ['the last first', [...shards].reverse()],
    ['one of them twice', [...others, second, first, second]],
    ['and the whole beside them', [second, part('whole.json', studied(plan, 30)), first]],
  ])('%s are the study of one process, byte for byte', (_, parts) => {
    expect(textOf(mergeParts(parts as [NamedPart, ...NamedPart[]]))).toBe(whole);
  });

  it('less one are missing it, by its number', () => {
    const merged = mergeParts([first, ...others]);
    expect(missingParts(merged, 7)).toEqual([
      { kind: 'shard', seeds: { from: 1, count: 30 }, shard: { index: 2, of: 7 } },
    ]);
    expect(missingParts(merged, null)).toEqual([{ kind: 'seeds', seeds: { from: 5, count: 4 } }]);
    expect(missingParts(mergeParts([first, second, ...others]), 7)).toEqual([]);
  });

  it('go on as one from where they stopped', () => {
    const merged = resume(part('most.json', mergeParts([first, ...others])));
    runStudy(merged);
    expect(textOf(merged)).toBe(whole);
  });
});

describe('what cannot be put together is refused', () => {
  const changedSum = JSON.parse(JSON.stringify(first)) as NamedPart;
  Object.assign(changedSum.part.findings[0]!.arms[0]!.metrics['orders.paid']!.moments, {
    sum: [1],
  });

  it.each<[string, NamedPart, string]>([
    [
      'another setting',
      part('b.json', studied({ ...plan, overrides: [setOption('tick=1s')], command: ['b'] }, 2)),
      'b.json is of another study than part-1.json: it was made by "b", not by "compare classic"',
    ],
    [
      'another scenario',
      part('b.json', studied(shippedPlan('first-three'), 1)),
      'its scenario is first-three.yaml, not classic.yaml',
    ],
    [
      'another text',
      part(
        'b.json',
        studied(
          shippedPlan('classic', {
            source: { ...plan.source, text: `${plan.source.text}\n` },
            ticks: true,
          }),
          1,
        ),
      ),
      'it was made when classic.yaml had another text',
    ],
    ['no ticks', part('b.json', studied({ ...plan, ticks: false }, 1)), 'it holds no ticks'],
    [
      'another version',
      part('b.json', studied({ ...plan, version: '0.0.9' }, 1)),
      'it was made by version 0.0.9, not 0.1.0',
    ],
    [
      'a plan that was changed',
      { name: 'b.json', part: { ...first.part, plan: { ...plan, ticks: false } } },
      'b.json was changed: its plan is not the one that its findings are of',
    ],
    [
      'an arm that is gone',
      {
        name: 'b.json',
        part: { ...first.part, findings: [{ ...first.part.findings[0]!, arms: [] }] },
      },
      'b.json was changed: its findings are not those of its plan',
    ],
    ['sums that differ', { ...changedSum, name: 'b.json' }, 'hold the same seeds and yet differ'],
    [
      'seeds that overlap',
      part('b.json', studied(plan, 6)),
      'part-2.json holds seeds 5..6, which another part holds, together with 7..8',
    ],
  ])('%s', (_, other, message) => {
    expect(() => [mergeParts([first, second, other]), resume(other)]).toThrow(message);
  });
});
