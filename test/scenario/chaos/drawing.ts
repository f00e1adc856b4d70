import { type DrawnIncident, drawsOf } from '../../../src/scenario/chaos/draw.ts';
import { chaosPlan } from '../../../src/scenario/chaos/plan.ts';
import type { Scenario } from '../../../src/scenario/schema.ts';
import { load, SOUND } from '../loading.ts';

/** A sound scenario of ten minutes with this `chaos` block. */
export function withChaos(chaos: string): Scenario {
  return load(`${SOUND}chaos: ${chaos}\n`);
}

/** The first so many incidents of a scenario. */
export function drawn(scenario: Scenario, count: number, seed = 1): DrawnIncident[] {
  const draw = drawsOf(chaosPlan(scenario), seed);
  return Array.from({ length: count }, (_, index) => draw(index + 1));
}
