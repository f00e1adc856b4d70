import type { CircuitPlace } from './breaker-watch.ts';

/** What can happen in the life of an order, as codes for typed arrays; beside each, what its value is. */
export const HAPPENING = {
  /** The amount in cents. */
  arrived: 0,
  /** How many wait for a worker now, this one included. */
  waitsForWorker: 1,
  /** Every worker is busy and the backlog full; how many wait in it. */
  foundNoRoom: 2,
  /** Workers busy now, this order's included. */
  taken: 3,
  /** The breaker lets the call through; the place of its state in BREAKER_STATES. */
  allowed: 4,
  /** The breaker refuses the call; the place of its state in BREAKER_STATES. */
  blocked: 5,
  /** The number of the call, from 1. */
  sent: 6,
  /** How many payments wait for capacity now, this one included. */
  queued: 7,
  /** Payments in progress now, this one included. */
  began: 8,
  /** The service turns the payment away. */
  refused: 9,
  /** The service takes the payment, and will never answer. */
  hung: 10,
  /** How often the card has been charged now. */
  charged: 11,
  /** The outcome of the call. */
  answered: 12,
  /** The client's patience is over; the payment goes on. */
  gaveUp: 13,
  /** The outcome of a payment that nobody waits for any more. */
  unheard: 14,
  /** Ms until the next call. */
  waitsToRetry: 15,
  /** A limit turns the try away; its place in LIMITS. */
  rejected: 16,
  /** The outcome of the order. */
  ended: 17,
  /** What became of a deferred order: its outcome in the end. */
  settled: 18,
  /** There is no way to the service for it; 0. */
  lost: 19,
  /** There is no way back for its answer; 0. */
  answerLost: 20,
} as const;

export type HappeningCode = (typeof HAPPENING)[keyof typeof HAPPENING];

/** A request at a service: which call of its order there, from 1; 0 is the order itself. */
export interface ToldRequest {
  readonly service: string;
  readonly call: number;
}

export interface Happening extends ToldRequest {
  readonly atMs: number;
  readonly what: HappeningCode;
  readonly value: number;
  /** The service that it happened at, or that it happened on the way to. */
  readonly service: string;
  /** Which call of its order to that service it belongs to, from 1; 0 where it belongs to none. */
  readonly call: number;
  /** Which instance has it, from 1; null of a call that was not sent. */
  readonly instance: number | null;
  /** Of what happens on the way: the request that the call is made for. */
  readonly from: ToldRequest | null;
  /** The circuit that let the call through or blocked it. */
  readonly circuit: ({ readonly breaker: string } & CircuitPlace) | null;
  /** Why it was blocked. */
  readonly why: string | null;
}
