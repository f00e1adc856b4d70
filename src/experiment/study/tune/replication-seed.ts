import { RandomStream } from '../../../kernel/random-stream.ts';

/** Short enough to be typed after --seed. */
const SEEDS = 2 ** 31;

/** The seed of a replication, from that of its study: studies share no luck, whatever their seeds. */
export function replicationSeed(studySeed: number, replication: number): number {
  return Math.floor(new RandomStream(studySeed, 'replications').at(replication).next() * SEEDS);
}
