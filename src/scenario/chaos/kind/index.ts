import { brownOut } from './brown-out.ts';
import { crash } from './crash.ts';
import { flapping } from './flapping.ts';
import { greyFailure } from './grey-failure.ts';
import { hardDown } from './hard-down.ts';
import { herdAtRecovery } from './herd-at-recovery.ts';
import { lossyNetwork } from './lossy-network.ts';
import { oneBadInstance } from './one-bad-instance.ts';
import { regionAway } from './region-away.ts';
import { slowDeath } from './slow-death.ts';
import { slowWay } from './slow-way.ts';
import { storeDown } from './store-down.ts';
import { trafficSpike } from './traffic-spike.ts';
import { wayAway } from './way-away.ts';

/** The catalogue of troubles; a new kind is a file and a line here. */
export const CHAOS_KINDS = [
  brownOut,
  hardDown,
  greyFailure,
  slowDeath,
  flapping,
  oneBadInstance,
  herdAtRecovery,
  trafficSpike,
  lossyNetwork,
  crash,
  regionAway,
  wayAway,
  slowWay,
  storeDown,
] as const;

export type ChaosKindName = (typeof CHAOS_KINDS)[number]['kind'];

/** What they go by. */
export const CHAOS_KIND_NAMES: readonly ChaosKindName[] = CHAOS_KINDS.map(({ kind }) => kind);
