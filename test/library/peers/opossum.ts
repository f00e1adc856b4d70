import Opossum from 'opossum';
import { justAbove, type MadeUpFor, type Match } from './peer.ts';

const OPEN_MS = 60;
const HOUR_MS = 3_600_000;
const PERCENT = 50;
const MINIMUM_CALLS = 5;

const windowMs = (madeUpFor: MadeUpFor): number =>
  madeUpFor.has('opossum: samples expire in lumps') ? HOUR_MS : 500;

/** The buckets themselves: its list of them is a copy, they are not. */
type Bucket = Record<'fires' | 'failures' | 'successes' | 'rejects', number>;

export const opossum: Match = {
  peer: 'opossum',
  library: 'opossum',
  settings: (madeUpFor) => ({
    trip: {
      kind: 'failure-rate',
      rate: madeUpFor.has('opossum: more than the threshold')
        ? justAbove(PERCENT / 100)
        : PERCENT / 100,
      window: { time: windowMs(madeUpFor) },
      minimumCalls: MINIMUM_CALLS,
    },
    open: { kind: 'fixed', duration: OPEN_MS },
    probe: { permits: 1, successes: 1 },
  }),
  create: (madeUpFor) => {
    const breaker = new Opossum((task: () => Promise<void>) => task(), {
      timeout: false,
      resetTimeout: OPEN_MS,
      errorThresholdPercentage: PERCENT,
      volumeThreshold: MINIMUM_CALLS,
      rollingCountTimeout: windowMs(madeUpFor),
      rollingPercentilesEnabled: false,
      enableSnapshots: false,
    });
    const buckets = () => breaker.status.window as unknown as Bucket[];
    const forget = () => {
      for (const bucket of buckets()) {
        Object.assign(bucket, { fires: 0, failures: 0, successes: 0, rejects: 0 });
      }
    };
    if (madeUpFor.has('opossum: the window outlives the state')) {
      breaker.on('open', forget);
      breaker.on('halfOpen', forget);
      breaker.on('close', forget);
    }
    return {
      get state() {
        return breaker.closed ? 'closed' : breaker.halfOpen ? 'half-open' : 'open';
      },
      execute: (task) => breaker.fire(task),
      beforeEnd: () => {
        if (!madeUpFor.has('opossum: calls in flight count as made')) return;
        for (const bucket of buckets()) bucket.fires = bucket.failures + bucket.successes;
        // The one that ends now.
        buckets()[0]!.fires++;
      },
      dispose: () => breaker.shutdown(),
    };
  },
};
