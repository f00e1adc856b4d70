import type { ServiceSettings } from '../topology/graph.ts';
import { grows } from './change.ts';
import type { Change } from './payment-settings.ts';
import type { ServiceScriptEntry } from './service-script.ts';

/** Whether an entry of the script makes anything worse than the settings have it. */
export function isWorse(entry: ServiceScriptEntry, settings: ServiceSettings): boolean {
  const { failureRate, declineRate, slowdown, latency, network } = settings;
  const noLimit = Number.POSITIVE_INFINITY;
  return (
    entry.outage !== undefined ||
    entry.store !== undefined ||
    entry.nodesDown !== undefined ||
    grows(entry.failureRate, failureRate) ||
    grows(entry.declineRate, declineRate) ||
    grows(entry.slowdown, slowdown) ||
    grows(means(entry.latency), latency?.mean ?? 0) ||
    grows(means(entry.network), network?.mean ?? 0) ||
    shrinks(entry.capacity, settings.capacity ?? noLimit) ||
    shrinks(entry.queue, settings.queue ?? noLimit)
  );
}

function shrinks(change: Change<number> | undefined, base: number): boolean {
  if (change === undefined) return false;
  return change.kind === 'set' ? change.value < base : change.factor < 1;
}

function means(change: Change<{ readonly mean: number }> | undefined): Change<number> | undefined {
  return change?.kind === 'set' ? { ...change, value: change.value.mean } : change;
}
