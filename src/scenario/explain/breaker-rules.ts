import { durationText } from '../../kernel/quantity-text.ts';
import type { BreakerSettings } from '../../resilience/breaker/settings.ts';

/** A trip policy that opens at a share of the recent calls. */
export type Share = Extract<BreakerSettings['trip'], { readonly rate: number }>;

type Probe = BreakerSettings['probe'];

/** How a share is judged, where that is not as usual. */
export function shareRules({ judged, window }: Share): string[] {
  const lumps = 'time' in window ? window.buckets : undefined;
  return [
    ...(judged === 'at-every-result'
      ? ['A success may open it too, as the one that makes up the minimum.']
      : typeof judged === 'object'
        ? [`It looks every ${durationText(judged.every)} only, and so opens up to that much later.`]
        : []),
    ...(lumps === 1
      ? ['All is forgotten at fixed intervals: a burst across the border may pass unseen.']
      : lumps === undefined
        ? []
        : [`It forgets one part in ${lumps} of that time at once.`]),
  ];
}

/** What is the same whatever the probe policy. */
export function probeRules(probe: Probe): string[] {
  const { slow, others } = { slow: undefined, others: undefined, ...probe };
  return [
    ...(slow === undefined
      ? []
      : [
          `A probe that takes ${durationText(slow)} or longer counts as failed, whatever it brings.`,
        ]),
    ...(others === 'wait'
      ? ['Calls that come meanwhile wait for the verdict, and take their time doing so.']
      : []),
    ...(probe.limit === undefined
      ? []
      : [
          `Without a verdict after ${durationText(probe.limit.time)} it ${probe.limit.to === 'open' ? 'opens again' : 'closes'}.`,
        ]),
  ];
}

/** What concerns the breaker as a whole. */
export function breakerRules({ late, keepsCounts, warmUp }: BreakerSettings): string[] {
  return [
    ...(late === 'as-probes'
      ? ['A call begun before counts when it ends: in half-open it decides as a probe does.']
      : late === 'as-calls'
        ? ['A call begun before counts when it ends, and may open the circuit again.']
        : []),
    ...(keepsCounts
      ? [
          'What was counted outlives a change of state: what opened it weighs in again once it closes.',
        ]
      : []),
    ...(warmUp === undefined
      ? []
      : [`For the first ${durationText(warmUp)} it counts, and nothing opens it.`]),
  ];
}
