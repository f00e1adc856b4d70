import Opossum from 'opossum';
import type { PeerName } from './known-differences.ts';
import type { Match } from './peer.ts';

interface Options {
  readonly errorThresholdPercentage: number;
  readonly volumeThreshold: number;
  readonly rollingCountTimeout: number;
  readonly rollingCountBuckets: number;
  readonly allowWarmUp: boolean;
}

function match(peer: PeerName, own: Options): Match {
  const options = { timeout: false, resetTimeout: 60, ...own } as const;
  return {
    peer,
    library: 'opossum',
    isWatched: true,
    program: () => `export const options = ${JSON.stringify(options)};`,
    create: () => {
      const breaker = new Opossum((task: () => Promise<void>) => task(), {
        ...options,
        rollingPercentilesEnabled: false,
        enableSnapshots: false,
      });
      return {
        get state() {
          return breaker.closed ? 'closed' : breaker.halfOpen ? 'half-open' : 'open';
        },
        execute: (task) => breaker.fire(task),
        dispose: () => breaker.shutdown(),
      };
    },
  };
}

const usual: Options = {
  errorThresholdPercentage: 50,
  volumeThreshold: 5,
  rollingCountTimeout: 500,
  rollingCountBuckets: 10,
  allowWarmUp: false,
};

export const opossum = match('opossum', usual);
export const eager = match('opossum that judges at once', {
  ...usual,
  errorThresholdPercentage: 30,
  volumeThreshold: 1,
  rollingCountBuckets: 4,
  rollingCountTimeout: 400,
});
export const warming = match('opossum that warms up', { ...usual, allowWarmUp: true });
