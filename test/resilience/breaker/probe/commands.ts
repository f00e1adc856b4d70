import fc from 'fast-check';
import { expect } from 'vitest';
import { BLOCKED, type Breaker } from '../../../../src/resilience/breaker/breaker.ts';
import type { ProbeSettings } from '../../../../src/resilience/breaker/probe/index.ts';
import { isAway, modelOf, type Period, type Probe, pingsNow, present } from './models.ts';

/** How long the circuit stays open between two periods. */
export const OPEN_MS = 10;

/** A half-open circuit against the plain list of its probes. */
export interface Model {
  readonly settings: ProbeSettings;
  period: Period;
  /** Probes of earlier periods whose outcome is still to come. */
  strays: Probe[];
}

export interface Real {
  readonly breaker: Breaker;
  readonly pings: readonly number[];
}

type Command = fc.Command<Model, Real>;

function agree<Value>(circuit: Value, model: Value): void {
  expect(circuit).toBe(model);
}

/** The period that begins at `begunAt`, and is noticed `lateMs` after that. */
export function periodFrom(begunAt: number, lateMs: number): Period {
  const stay = { step: 0, since: begunAt, asks: 0, probes: [] };
  return { begunAt, now: begunAt + lateMs, lookedAt: Number.NEGATIVE_INFINITY, stays: [stay] };
}

/** Opens by hand, unless it is just open, and waits for the next period. */
function beginAnew(model: Model, real: Real, lateMs: number): void {
  const { now, stays } = model.period;
  const left = stays.flatMap(({ probes }) => probes);
  model.strays.push(...left.filter(({ outcome }) => outcome === undefined));
  if (real.breaker.stateName !== 'open') real.breaker.open(now);
  model.period = periodFrom(now + OPEN_MS, lateMs);
  look(model, real);
}

/** What the evidence leads to; afterwards the circuit is half-open again. */
function judge(model: Model, real: Real): void {
  const { settings, period } = model;
  const verdict = modelOf(settings).verdict(period, settings);
  if (verdict === 'up' || verdict === 'down') {
    const step = present(period).step + (verdict === 'up' ? 1 : -1);
    period.stays.push({ step, since: period.now, asks: 0, probes: [] });
  }
  const states: Partial<Record<typeof verdict, string>> = { close: 'closed', reopen: 'open' };
  agree(real.breaker.stateName, states[verdict] ?? 'half-open');
  if (verdict === 'close' || verdict === 'reopen') beginAnew(model, real, 0);
  else agree(real.breaker.wakeAtMs, modelOf(settings).wakeAtMs(period, settings));
}

export function look(model: Model, real: Real): void {
  const { settings, period } = model;
  const pinged = real.pings.length;
  const pings = pingsNow(period, settings);
  real.breaker.poll(period.now);
  agree(real.pings.length - pinged, pings ? 1 : 0);
  if (pings) present(period).probes.push({ permit: real.pings.at(-1)!, at: period.now });
  period.lookedAt = period.now;
  judge(model, real);
}

class Wait implements Command {
  private readonly ms: number;
  private readonly looks: boolean;

  constructor(ms: number, looks: boolean) {
    this.ms = ms;
    this.looks = looks;
  }

  check(): boolean {
    return true;
  }

  run(model: Model, real: Real): void {
    model.period.now += this.ms;
    if (this.looks) look(model, real);
  }

  toString(): string {
    return `${this.looks ? 'look' : 'wait'}(+${this.ms})`;
  }
}

class Acquire implements Command {
  check(): boolean {
    return true;
  }

  run(model: Model, real: Real): void {
    look(model, real);
    const { settings, period } = model;
    const admitted = modelOf(settings).admits(period, settings);
    const permit = real.breaker.tryAcquire(period.now);
    agree(permit !== BLOCKED, admitted);
    present(period).asks++;
    if (admitted) present(period).probes.push({ permit, at: period.now });
  }

  toString(): string {
    return 'acquire';
  }
}

class Settle implements Command {
  private readonly which: number;
  private readonly outcome: 'ok' | 'fail' | 'ignored';

  constructor(which: number, outcome: 'ok' | 'fail' | 'ignored') {
    this.which = which;
    this.outcome = outcome;
  }

  check(model: Readonly<Model>): boolean {
    const isPing = model.settings.kind === 'health-check';
    return this.open(model).length > 0 && !(isPing && this.outcome === 'ignored');
  }

  run(model: Model, real: Real): void {
    const { settings, period } = model;
    const open = this.open(model);
    const probe = open[this.which % open.length]!;
    const isStray = model.strays.includes(probe);
    const inTime = !isStray && isAway(probe, period.now, modelOf(settings).leaseMs(settings));
    const heard = this.tell(real.breaker, probe.permit, period.now, settings);
    if (heard !== undefined) agree(heard, inTime);
    probe.outcome = inTime ? this.outcome : 'late';
    model.strays = model.strays.filter(({ outcome }) => outcome === undefined);
    const counts = inTime && this.outcome !== 'ignored' && present(period).probes.includes(probe);
    if (counts) judge(model, real);
    else agree(real.breaker.stateName, 'half-open');
  }

  toString(): string {
    return `${this.outcome}(${this.which})`;
  }

  private open({ period, strays }: Readonly<Model>): Probe[] {
    const probes = period.stays.flatMap((stay) => stay.probes);
    return [...strays, ...probes].filter(({ outcome }) => outcome === undefined);
  }

  /** Whether it was heard in time; of a ping's answer the circuit does not say. */
  private tell(breaker: Breaker, permit: number, now: number, { kind }: ProbeSettings) {
    if (kind === 'health-check') {
      breaker.endPing(permit, now, this.outcome === 'ok');
      return undefined;
    }
    if (this.outcome === 'ok') return breaker.succeed(permit, now, 0);
    if (this.outcome === 'fail') return breaker.fail(permit, now, 0, 'error');
    return breaker.ignore(permit, now);
  }
}

class Clear implements Command {
  private readonly lateMs: number;

  constructor(lateMs: number) {
    this.lateMs = lateMs;
  }

  check(): boolean {
    return true;
  }

  run(model: Model, real: Real): void {
    beginAnew(model, real, this.lateMs);
  }

  toString(): string {
    return `clear(+${this.lateMs})`;
  }
}

const ms = fc.constantFrom(0, 1, 4, 5, 6, 19, 20, 21, 50);
const wait = fc.tuple(ms, fc.boolean()).map((parts) => new Wait(...parts));
const acquire = fc.constant(new Acquire());
const settle = fc
  .tuple(fc.nat({ max: 5 }), fc.constantFrom('ok', 'ok', 'ok', 'fail', 'ignored'))
  .map((parts) => new Settle(...parts));
const clear = ms.map((lateMs) => new Clear(lateMs));

export const commands = fc.commands(
  [acquire, acquire, acquire, acquire, settle, settle, settle, settle, wait, wait, clear],
  { maxCommands: 150, size: 'max' },
);
