import * as v from 'valibot';
import { count } from '../kernel/quantities.ts';
import { settings } from '../kernel/settings.ts';
import { pipelineSettings } from '../resilience/pipeline.ts';

/** A limit that is left out is no limit. */
export const orderServiceSettings = settings({
  /** Copies of the service, each with its own workers, backlog and breakers; orders go round in turn. */
  instances: v.optional(v.pipe(count(1), v.maxValue(1000, 'at most 1,000 instances')), 1),
  /** Orders in hand at once, per instance. A worker is held for the order's whole life. */
  workers: v.optional(count(1)),
  /** Orders that wait for a worker, per instance; beyond it an order is rejected. */
  backlog: v.optional(count(0)),
  /** The policies that guard a call, outermost first. */
  pipeline: v.optional(pipelineSettings, []),
});

export type OrderServiceSettings = v.InferOutput<typeof orderServiceSettings>;
