import { variantOf } from '../../kernel/variant.ts';
import type { Run } from '../run.ts';

/** Hands a new order to the OrderService. */
export type Place = (number: number, amountCents: number) => void;

/** Where the orders come from. */
export interface OrderSource {
  /** An order has ended; in a closed loop its client will think, and order again. */
  orderEnded(number: number): void;
}

/** From now on orders arrive through `place`, numbered from 0. */
export type StartTraffic = (run: Pick<Run, 'agenda' | 'luck'>, place: Place) => OrderSource;

export const trafficKind = variantOf<StartTraffic, 'arrivals'>('arrivals');
