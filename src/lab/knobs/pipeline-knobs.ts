import { isBlock, type SettingPath } from '../../kernel/settings.ts';
import type { Block, KnobWish } from './knob.ts';
import type { ScaleName } from './scale.ts';

/** What can be turned of a policy: the setting by its keys, how it is called, and on which scale. */
type Turnable = readonly [keys: readonly string[], label: string, scale: ScaleName];

/** By the policy; of a breaker those that its kind of trip, open and probe have. */
const TURNABLE: Readonly<Record<string, readonly Turnable[]>> = {
  retry: [[['calls'], 'calls in all, with retries', 'few']],
  timeout: [[[], 'timeout', 'duration']],
  breaker: [
    [['trip', 'failures'], 'trips at failures', 'few'],
    [['trip', 'rate'], 'trips at rate', 'share'],
    [['trip', 'slow'], 'slow is longer than', 'duration'],
    [['trip', 'minimumCalls'], 'judges from calls', 'count'],
    [['open', 'duration'], 'stays open', 'duration'],
    [['open', 'initial'], 'stays open at first', 'duration'],
    [['probe', 'permits'], 'probes at once', 'few'],
    [['probe', 'successes'], 'closes after successes', 'few'],
  ],
  bulkhead: [[['calls'], 'calls at once', 'count']],
};

/** The knobs of a pipeline's policies, from the outermost in. */
export function pipelineKnobs(pipeline: unknown, path: SettingPath, group: string): KnobWish[] {
  if (!Array.isArray(pipeline)) return [];
  return pipeline.flatMap((entry: unknown, at) =>
    isBlock(entry) ? policyKnobs(entry, [...path, at], group) : [],
  );
}

function policyKnobs(entry: Block, path: SettingPath, group: string): KnobWish[] {
  return Object.entries(TURNABLE).flatMap(([policy, turnable]) =>
    policy in entry
      ? turnable.flatMap(([keys, label, scale]): KnobWish[] => {
          const written = keys.reduce<unknown>(
            (here, key) => (isBlock(here) ? here[key] : undefined),
            entry[policy],
          );
          const own = [...path, policy, ...keys];
          return written === undefined
            ? []
            : [{ group, label, scale, path: own, written, mayBeNone: false }];
        })
      : [],
  );
}
