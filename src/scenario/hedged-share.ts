import type { Distribution } from '../kernel/distribution/distribution.ts';
import { RandomStream } from '../kernel/random-stream.ts';

/** Draws, always the same: enough for a share of two digits. */
const DRAWS = 4000;

/** How many of the calls take longer than `afterMs`, of which `besidesMs` is not the work itself. */
export function hedgedShare(
  latency: Distribution | undefined,
  besidesMs: number,
  afterMs: number,
): number {
  if (latency === undefined) return besidesMs > afterMs ? 1 : 0;
  const stream = new RandomStream(0, 'hedged calls');
  let late = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    if (latency.sample(stream.at(draw)) + besidesMs > afterMs) late++;
  }
  return late / DRAWS;
}
