import type { Result, ScenarioHead } from '../experiment/result.ts';
import { durationText } from '../kernel/quantity-text.ts';

/** How long was simulated, and in what steps it is told. */
export function lengthWords({ durationMs, tickMs }: ScenarioHead): string {
  return `${durationText(durationMs)} in ticks of ${durationText(tickMs)}`;
}

/** Where a result comes from, in the parts that a line tells it in: what another run must share to repeat it. */
export function provenance(head: ScenarioHead, source?: Result['source']): string[] {
  const { name, seed, version, overrides = [] } = head;
  return [
    ...(version === undefined ? [] : [`blackfriday ${version}`]),
    name,
    ...(source === 'live' ? ['on real services'] : []),
    `seed ${seed}`,
    ...overrides,
  ];
}
