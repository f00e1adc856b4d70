import * as v from 'valibot';
import { count } from '../kernel/quantities.ts';
import { settings } from '../kernel/settings.ts';
import { type Pipeline, pipelineSettings } from '../resilience/pipeline.ts';

/** A limit that is left out is no limit. */
export const orderServiceSettings = settings({
  instances: v.optional(
    v.pipe(
      count(1),
      v.maxValue(1000, 'at most 1,000 instances'),
      v.description(
        'Copies of the service, each with its own workers, backlog and breakers; orders go round in turn',
      ),
    ),
    1,
  ),
  workers: v.optional(
    v.pipe(
      count(1),
      v.description(
        "Orders in hand at once, per instance. A worker is held for the order's whole life",
      ),
    ),
  ),
  backlog: v.optional(
    v.pipe(
      count(0),
      v.description('Orders that wait for a worker, per instance; beyond it an order is rejected'),
    ),
  ),
  pipeline: v.optional(
    v.pipe(pipelineSettings, v.description('The policies that guard a call, outermost first')),
    [],
  ),
});

type Decoded = v.InferOutput<typeof orderServiceSettings>;

export type OrderServiceSettings = Omit<Decoded, 'pipeline'> & { readonly pipeline: Pipeline };
