import fc from 'fast-check';
import { expect } from 'vitest';
import { GRID_PER_MS } from '../../../../src/kernel/grid.ts';
import { BLOCKED, type Breaker } from '../../../../src/resilience/breaker/breaker.ts';
import type { OpenSettings } from '../../../../src/resilience/breaker/open/index.ts';

interface Call {
  readonly permit: number;
  readonly period: number;
}

/** A circuit that one failure opens and one success closes, against the plain list of its openings. */
export interface Model {
  readonly settings: OpenSettings;
  /** What luck has still in store, the next draw first. */
  readonly draws: number[];
  now: number;
  state: 'closed' | 'open' | 'half-open';
  /** Changes with each change of state, so that calls from before are known. */
  period: number;
  closedAt: number;
  openedAt: number;
  openUntil: number;
  /** An entry for each opening that no healthy interval has made up for. */
  grudges: 'opened'[];
  calls: Call[];
  /** Of every call that ended in time: whether it failed. */
  ended: boolean[];
}

type Command = fc.Command<Model, Breaker>;

function agree<Value>(circuit: Value, model: Value): void {
  expect(circuit).toBe(model);
}

function plainOpenMs({ settings, grudges, ended }: Model, retryAfterMs: number): number {
  switch (settings.kind) {
    case 'fixed':
      return settings.duration;
    case 'exponential':
      return grudges.reduce(
        (ms) => Math.min(settings.max, ms * settings.factor),
        Math.min(settings.max, settings.initial),
      );
    case 'retry-after':
      if (retryAfterMs === 0) return settings.fallback;
      return Math.min(retryAfterMs, settings.max);
    case 'failure-share': {
      const last = ended.slice(-settings.calls);
      const failing = last.length === 0 ? 0 : last.filter(Boolean).length / last.length;
      const more = Math.max(0, settings.longest - settings.shortest);
      return settings.shortest + failing * more;
    }
  }
}

/** From the shortest to the longest time that jitter allows; a draw says how far between them. */
function luckyOpenMs(model: Model, retryAfterMs: number): number {
  const ms = plainOpenMs(model, retryAfterMs);
  if (model.settings.jitter === 0) return ms;
  const most = ms * model.settings.jitter;
  return ms - most + 2 * most * model.draws.shift()!;
}

function opens(model: Model, breaker: Breaker, retryAfterMs: number): void {
  if (model.state === 'closed' && model.settings.kind === 'exponential') {
    const { healthy } = model.settings;
    for (let at = model.closedAt + healthy; at <= model.now; at += healthy) model.grudges.pop();
  }
  const until = model.now + luckyOpenMs(model, retryAfterMs);
  agree(breaker.stateName, 'open');
  expect(Math.abs(breaker.openUntilMs - until)).toBeLessThanOrEqual(0.5 / GRID_PER_MS);
  model.grudges.push('opened');
  // The instant on the grid: it is the one that time is compared with.
  model.openUntil = breaker.openUntilMs;
  model.openedAt = model.now;
  enters(model, 'open');
}

function enters(model: Model, state: Model['state']): void {
  model.state = state;
  model.period++;
  if (state === 'closed') model.closedAt = model.now;
}

function look(model: Model, breaker: Breaker): void {
  breaker.poll(model.now);
  if (model.state === 'open' && model.now >= model.openUntil) enters(model, 'half-open');
  agree(breaker.stateName, model.state);
}

class Step implements Command {
  private readonly label: string;
  private readonly step: (model: Model, breaker: Breaker) => void;
  private readonly isPossible: (model: Readonly<Model>) => boolean;

  constructor(label: string, step: Step['step'], isPossible: Step['isPossible'] = () => true) {
    this.label = label;
    this.step = step;
    this.isPossible = isPossible;
  }

  check(model: Readonly<Model>): boolean {
    return this.isPossible(model);
  }

  run(model: Model, breaker: Breaker): void {
    this.step(model, breaker);
    agree(breaker.stateName, model.state);
  }

  toString(): string {
    return this.label;
  }
}

/** The end of a call that is away: `end` tells the circuit, and `then` is what comes of it in time. */
function settle(
  label: string,
  which: number,
  end: (breaker: Breaker, permit: number, now: number) => boolean,
  then: (model: Model, breaker: Breaker) => void,
): Step {
  return new Step(
    label,
    (model, breaker) => {
      const [call] = model.calls.splice(which % model.calls.length, 1);
      const inTime = call!.period === model.period;
      const restarts = label.startsWith('fail') && model.settings.from === 'last-failure';
      const openMs = breaker.openUntilMs - model.openedAt;
      agree(end(breaker, call!.permit, model.now), inTime);
      if (inTime) then(model, breaker);
      else if (restarts && model.state === 'open') {
        model.openedAt = model.now;
        model.openUntil = model.now + openMs;
        agree(breaker.openUntilMs, model.openUntil);
      }
    },
    ({ calls }) => calls.length > 0,
  );
}

const which = fc.nat({ max: 3 });
const ms = fc.constantFrom(0, 1, 9, 10, 11, 40, 100, 1_000);

const pass = ms.map(
  (passed) =>
    new Step(`look(+${passed})`, (model, breaker) => {
      model.now += passed;
      look(model, breaker);
    }),
);

/** To the instant at which the open time is over. */
const sitOut = fc.constant(
  new Step(
    'sit out',
    (model, breaker) => {
      model.now = Math.max(model.now, model.openUntil);
      look(model, breaker);
    },
    ({ state }) => state === 'open',
  ),
);

const acquire = fc.constant(
  new Step('acquire', (model, breaker) => {
    look(model, breaker);
    const permit = breaker.tryAcquire(model.now);
    agree(permit === BLOCKED, model.state === 'open');
    if (permit !== BLOCKED) model.calls.push({ permit, period: model.period });
  }),
);

const succeed = which.map((index) =>
  settle(
    `ok(${index})`,
    index,
    (breaker, permit, now) => breaker.succeed(permit, now, 0),
    (model) => {
      model.ended.push(false);
      if (model.state === 'half-open') enters(model, 'closed');
    },
  ),
);

const fail = fc.tuple(which, fc.constantFrom(0, 0, 1, 15, 1_000)).map(([index, retryAfterMs]) =>
  settle(
    `fail(${index}, retry after ${retryAfterMs})`,
    index,
    (breaker, permit, now) => breaker.fail(permit, now, 0, 'error', retryAfterMs),
    (model, breaker) => {
      model.ended.push(true);
      opens(model, breaker, retryAfterMs);
    },
  ),
);

const ignore = which.map((index) =>
  settle(
    `ignored(${index})`,
    index,
    (breaker, permit, now) => breaker.ignore(permit, now),
    () => {},
  ),
);

const openByHand = fc.constant(
  new Step('open', (model, breaker) => {
    breaker.open(model.now);
    opens(model, breaker, 0);
  }),
);

const clear = fc.constant(
  new Step('clear', (model, breaker) => {
    breaker.reset(model.now);
    model.grudges = [];
    model.ended = [];
    enters(model, 'closed');
  }),
);

const often = [acquire, fail, sitOut, pass, succeed].flatMap((step) => [step, step, step]);
export const MAX_COMMANDS = 150;
export const commands = fc.commands([...often, ignore, openByHand, clear], {
  maxCommands: MAX_COMMANDS,
  size: 'max',
});
