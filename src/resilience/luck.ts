import type { RandomStream } from '../kernel/random-stream.ts';

/** Where luck comes from: `next()` is uniform in [0, 1). */
export type Luck = Pick<RandomStream, 'next'>;
