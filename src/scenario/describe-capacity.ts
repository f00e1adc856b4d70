import { decimal, shareText } from '../kernel/quantity-text.ts';
import type { Change, ScriptEntry } from '../model/service/payment-settings.ts';
import type { Scenario } from './schema.ts';

/**
 * How many payments a second the PaymentService can carry: capacity over mean latency, by Little's law;
 * undefined where it has no limit. With `slowdown` it is the rate at full capacity.
 */
export function paymentsPerSecond(
  { paymentService }: Pick<Scenario, 'paymentService'>,
  entry?: ScriptEntry,
): number | undefined {
  const { capacity, meanMs } = workUnder(paymentService, entry);
  if (capacity === undefined) return undefined;
  return meanMs > 0 && Number.isFinite(meanMs) ? (capacity * 1000) / meanMs : undefined;
}

type Worker = Pick<
  Scenario['paymentService'],
  'capacity' | 'slowdown' | 'failureRate' | 'errorLatency'
> & { readonly latency?: { readonly mean: number } | undefined };

/** The places of one instance, and how long its own work takes on average with all of them in use. */
export function workUnder(
  service: Worker,
  entry?: ScriptEntry,
): { readonly capacity: number | undefined; readonly meanMs: number } {
  const capacity = changed(service.capacity, entry?.capacity);
  const slowdown = changed(service.slowdown, entry?.slowdown)!;
  const latency = changedMean(service.latency?.mean ?? 0, entry?.latency);
  const failures = Math.min(1, changed(service.failureRate, entry?.failureRate)!);
  const errorLatency = service.errorLatency?.mean ?? latency;
  const meanMs =
    (1 - failures) * latency +
    failures * errorLatency +
    slowdown * Math.max(0, (capacity ?? 1) - 1);
  return { capacity, meanMs };
}

/** What it can carry beside what comes in at the peak, undisturbed and under each entry of the script. */
export function capacityLines(scenario: Scenario, peak: number | undefined): string[] {
  const normal = paymentsPerSecond(scenario);
  if (normal === undefined) return [];
  const beside =
    peak === undefined
      ? ''
      : `; the peak of ${decimal(peak)} orders/s is ${shareText(round(peak / normal))} of that`;
  const lines = [`carries up to ${decimal(normal, 0)} payments/s${beside}`];
  for (const entry of scenario.paymentService.script) {
    const meanwhile = paymentsPerSecond(scenario, entry);
    if (meanwhile === undefined || entry.outage !== undefined || meanwhile === normal) continue;
    lines.push(
      `carries up to ${decimal(meanwhile, 0)} payments/s under the script's ${scriptName(entry, scenario)}`,
    );
  }
  return lines;
}

function scriptName(entry: ScriptEntry, { paymentService }: Scenario): string {
  return paymentService.script.length === 1
    ? 'entry'
    : `entry ${decimal(paymentService.script.indexOf(entry) + 1)}`;
}

function changed(
  value: number | undefined,
  change: Change<number> | undefined,
): number | undefined {
  if (change === undefined) return value;
  if (change.kind === 'set') return change.value;
  return value === undefined ? undefined : value * change.factor;
}

/** A mean that an entry of a script changes, once its ramp is done. */
export function changedMean(
  meanMs: number,
  change: Change<{ readonly mean: number }> | undefined,
): number {
  if (change === undefined) return meanMs;
  return change.kind === 'set' ? change.value.mean : meanMs * change.factor;
}

function round(share: number): number {
  return Math.round(share * 100) / 100;
}
