import type { RandomStream } from '../random-stream.ts';

/** A standard normal value by the transform of Box and Muller (1958), of which one half is used. */
export function standardNormal(stream: RandomStream): number {
  const radius = Math.sqrt(-2 * Math.log(1 - stream.next()));
  return radius * Math.cos(2 * Math.PI * stream.next());
}
