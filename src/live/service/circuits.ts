import { CircuitBreaker } from '../../resilience/breaker/circuit-breaker.ts';
import type { PipelineBreakerSettings } from '../../resilience/pipeline.ts';
import type { Circuit } from './guards.ts';
import type { CircuitParts } from './near-side.ts';

/** A circuit of this process alone. */
export function ownCircuit(
  settings: PipelineBreakerSettings,
  { random, ping }: CircuitParts,
): Circuit {
  const { scope: _, before: _b, sharing: _s, ...own } = settings;
  return new CircuitBreaker(own, { random, ping });
}
