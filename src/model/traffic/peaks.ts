import type { Traffic } from './index.ts';

/** From the rise of the rate to the end of its fall, in ms. */
export interface Peak {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** The peaks of the traffic, in order of time. A rise that nothing follows is none: the traffic is what it is from then on. */
export function peaksOf(traffic: Traffic): Peak[] {
  if (!('stages' in traffic)) return [];
  const peaks: Peak[] = [];
  let rate = traffic.startRate;
  let atMs = 0;
  let roseAtMs: number | null = null;
  let falls = false;
  for (const { duration, target } of traffic.stages) {
    if (target > rate && (roseAtMs === null || falls)) {
      roseAtMs = atMs;
      falls = false;
    }
    atMs += duration;
    if (target < rate && roseAtMs !== null) {
      if (falls) peaks.pop();
      falls = true;
      peaks.push({ fromMs: roseAtMs, untilMs: atMs });
    }
    rate = target;
  }
  return peaks;
}
