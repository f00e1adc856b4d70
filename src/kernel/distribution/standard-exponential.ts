import type { RandomStream } from '../random-stream.ts';
import { LAYERS, ziggurat } from './ziggurat.ts';

/** 8 bits of a word choose the layer, 24 the place in it. */
const WIDTH = 2 ** 24;
const TAIL = 7.69711747013105;

const { heights, steps, inside } = ziggurat(
  (x) => Math.exp(-x),
  (height) => -Math.log(height),
  { tail: TAIL, area: (TAIL + 1) * Math.exp(-TAIL), width: WIDTH },
);

/** An exponential value of mean 1, by ziggurat: 97.8 % of them cost one word and no logarithm. */
export function standardExponential(stream: RandomStream): number {
  for (;;) {
    const word = stream.word();
    const layer = word & (LAYERS - 1);
    const step = word >>> 8;
    const value = (step + 0.5) * steps[layer]!;
    if (step < inside[layer]!) return value;
    // Beyond the lowest layer the law is the same again.
    if (layer === 0) return TAIL - Math.log(1 - stream.next());
    const rise = heights[layer + 1]! - heights[layer]!;
    if (heights[layer]! + stream.next() * rise < Math.exp(-value)) return value;
  }
}
