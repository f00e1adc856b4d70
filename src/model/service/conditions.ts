import { type Agenda, EVENT_KIND } from '../../kernel/agenda.ts';
import type { Distribution } from '../../kernel/distribution/index.ts';
import { toGrid } from '../../kernel/grid.ts';
import type { ServiceSettings } from '../topology/graph.ts';
import { changed, endOf, progress, rampMs } from './change.ts';
import type { Change, Outage, ScriptEntry } from './payment-settings.ts';
import { isWorse } from './worse.ts';

/**
 * How finely an idle service follows a ramp, and all the ramps of a script together; a busy one follows
 * them with every payment.
 */
const STEPS_PER_RAMP = 256;
const STEPS_IN_ALL = 8_192;

/** A distribution, stretched. */
export interface Stretched {
  readonly distribution: Distribution;
  readonly factor: number;
}

/**
 * The numbers of a service as they are at present: what is written in its settings, changed by
 * those entries of the script that hold now, in the order of the script.
 */
export class Conditions {
  failureRate = 0;
  declineRate = 0;
  capacity = Number.POSITIVE_INFINITY;
  queue = Number.POSITIVE_INFINITY;
  slowdownMs = 0;
  /** Null: the service has no work of its own. */
  latency: Stretched | null = null;
  /** Undefined: what fails takes as long as what succeeds. */
  readonly errorLatency: Distribution | undefined;
  /** Null: no network between the services. */
  network: Stretched | null = null;
  outage: Outage | null = null;
  /** Whether an entry of the script is in force. */
  isTroubled = false;
  /** Whether requests are received as on any day: no outage, and no numbers that move. */
  isSteady = true;
  private readonly settings: ServiceSettings;
  private readonly agenda: Agenda;
  private readonly onChange: () => void;
  private readonly turningPoints: readonly number[];
  private nextTurningPoint = 0;
  /** The entries of the script in force, in its order: the same from one turning point to the next. */
  private holding: readonly ScriptEntry[] = [];
  private ramping = false;

  /** `onChange` is called at every turning point of the script, once the new numbers hold. */
  constructor(settings: ServiceSettings, agenda: Agenda, onChange: () => void) {
    this.settings = settings;
    this.errorLatency = settings.errorLatency;
    this.agenda = agenda;
    this.onChange = onChange;
    this.turningPoints = turningPointsOf(settings.script);
    this.hold();
    if (this.turningPoints.length === 0) return;
    const source = agenda.addSource(EVENT_KIND.script, () => this.turn(source));
    this.showNext(source);
  }

  /** Keeps up with a ramp; does nothing at other times. */
  follow(): void {
    if (this.ramping) this.update();
  }

  private turn(source: number): void {
    this.nextTurningPoint++;
    this.showNext(source);
    this.hold();
    this.onChange();
  }

  private showNext(source: number): void {
    const instant = this.turningPoints[this.nextTurningPoint] ?? Number.POSITIVE_INFINITY;
    this.agenda.show(source, instant, this.agenda.nextRank());
  }

  private hold(): void {
    const { now } = this.agenda;
    this.holding = this.settings.script.filter((entry) => entry.at <= now && now < endOf(entry));
    this.update();
  }

  private update(): void {
    const { settings, holding } = this;
    const { now } = this.agenda;
    const number = (name: NumberName, base: number) =>
      holding.reduce((value, entry) => changed(value, entry, entry[name], now), base);
    const stretched = (name: 'latency' | 'network', base: Stretched | null) =>
      holding.reduce((value, entry) => reshaped(value, entry, entry[name], now), base);

    this.ramping = holding.some((entry) => now < entry.at + longestRamp(entry));
    this.failureRate = Math.min(1, number('failureRate', settings.failureRate));
    this.declineRate = Math.min(1, number('declineRate', settings.declineRate));
    this.capacity = Math.floor(number('capacity', settings.capacity ?? Number.POSITIVE_INFINITY));
    this.queue = Math.floor(number('queue', settings.queue ?? Number.POSITIVE_INFINITY));
    this.slowdownMs = number('slowdown', settings.slowdown);
    this.latency = stretched('latency', unstretched(settings.latency));
    this.network = stretched('network', unstretched(settings.network));
    this.isTroubled = holding.some((entry) => isWorse(entry, settings));
    this.outage = holding.reduce<Outage | null>((outage, entry) => entry.outage ?? outage, null);
    this.isSteady = this.outage === null && !this.ramping;
  }
}

function unstretched(distribution: Distribution | undefined): Stretched | null {
  return distribution === undefined ? null : { distribution, factor: 1 };
}

type NumberName = 'failureRate' | 'declineRate' | 'capacity' | 'queue' | 'slowdown';

function longestRamp(entry: ScriptEntry): number {
  return changesOf(entry).reduce((longest, change) => Math.max(longest, rampMs(entry, change)), 0);
}

function changesOf(entry: ScriptEntry): Change<unknown>[] {
  const { failureRate, declineRate, capacity, queue, slowdown, latency, network } = entry;
  return [failureRate, declineRate, capacity, queue, slowdown, latency, network].filter(
    (change) => change !== undefined,
  );
}

function reshaped(
  value: Stretched | null,
  entry: ScriptEntry,
  change: Change<Distribution> | undefined,
  now: number,
): Stretched | null {
  if (change === undefined) return value;
  if (change.kind === 'set') return { distribution: change.value, factor: 1 };
  if (value === null) return null;
  const factor = value.factor * (1 + (change.factor - 1) * progress(entry, change, now));
  return { distribution: value.distribution, factor };
}

function turningPointsOf(script: readonly ScriptEntry[]): number[] {
  const ramps = script.filter((entry) => longestRamp(entry) > 0).length;
  const most = Math.min(STEPS_PER_RAMP, Math.ceil(STEPS_IN_ALL / ramps));
  const points = script.flatMap((entry) => {
    const ramp = longestRamp(entry);
    const steps = ramp === 0 ? 0 : most;
    const along = Array.from({ length: steps }, (_, i) =>
      toGrid(entry.at + (ramp * (i + 1)) / steps),
    );
    return [entry.at, ...along, endOf(entry)];
  });
  return [...new Set(points)].filter(Number.isFinite).sort((a, b) => a - b);
}
