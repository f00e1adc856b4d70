import { CircuitBreaker as Machine } from '../../resilience/breaker/circuit-breaker.ts';
import { noCounts } from '../../resilience/breaker/counts.ts';
import { SNAPSHOT_FORMAT } from '../../resilience/breaker/snapshot.ts';
import type { Clock } from '../../resilience/clock.ts';
import { type DecodedOptions, settingsOf } from './options.ts';

/** The machine of a breaker, where the one before left off: an open time begins anew, or is over. */
export function machineOf(
  options: DecodedOptions,
  tools: { readonly clock: Clock; readonly name: string },
): Machine {
  const settings = settingsOf(options);
  const { state: kept, resetTimeout } = options;
  if (kept?.closed !== false) return counting(new Machine(settings, tools), options);
  const epochMs = tools.clock.epochMs();
  const { halfOpen = false, lastTimerAt = epochMs } = kept;
  const state = halfOpen || epochMs - lastTimerAt > resetTimeout ? 'half-open' : 'open';
  const snapshot = {
    format: SNAPSHOT_FORMAT,
    savedAtEpochMs: epochMs,
    state,
    mode: 'normal',
    remainingOpenMs: state === 'open' ? resetTimeout : 0,
    reopenings: 1,
    closedMs: 0,
    lastTrip: { reason: 'opened before', failures: 0 },
    counts: noCounts(),
  };
  return Machine.restore(snapshot, settings, tools);
}

/** Lets it hear of calls from before: they judge with the next failure, not by themselves. */
function counting(
  machine: Machine,
  { stats: { fires = 0, failures = 0 } }: DecodedOptions,
): Machine {
  const permits = Array.from({ length: fires }, () => machine.tryAcquire());
  const letGo = machine.isolate();
  for (const permit of permits.slice(0, failures)) permit?.fail();
  letGo();
  return machine;
}
