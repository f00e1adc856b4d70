import * as Cockatiel from 'cockatiel';
import { vi } from 'vitest';
import * as door from '../../../src/adapters/cockatiel.ts';
import { RandomStream } from '../../../src/kernel/random-stream.ts';
import { traceOf } from '../../library/peers/trace.ts';
import { type Library, type Outcome, Player, type Watched } from './player.ts';

/** The real one, kept from the fake clock: when it comes, every promise that could settle has. */
const nextTurn = setImmediate;
const settled = (): Promise<void> => new Promise((resolve) => nextTurn(resolve));

const OPEN = 1;
const HALF_OPEN = 2;

/** Of policies that judge results. */
export const isBadResult = (result: unknown): boolean => Number(result) % 9 === 0;

/** What happens beside calls that start and end. */
export interface Interference {
  /** The chance that the caller of a call goes away, and that somebody isolates the circuit or lets go. */
  readonly aborts?: number;
  readonly isolations?: number;
  /** The chance that a call that goes wrong does so with an error of another type. */
  readonly typeErrors?: number;
  /** Calls from before may fail while a probe is out: the known difference. */
  readonly overtakes?: boolean;
}

interface Happening {
  readonly atMs: number;
  readonly kind: 'start' | 'end' | 'abort' | 'isolate';
  readonly call: number;
}

/** Lets time pass, one timer after the other. */
async function until(atMs: number): Promise<void> {
  const pending = new Set(['the instant']);
  setTimeout(() => pending.clear(), atMs - Date.now());
  while (pending.size > 0) {
    vi.advanceTimersToNextTimer();
    await settled();
  }
}

/** One trace, played to both. */
class Duel {
  private readonly players: readonly [Player, Player];
  private readonly agenda: Happening[] = [];
  private readonly durations: readonly number[];
  private readonly outcomes: readonly boolean[];
  private readonly luck: ReturnType<RandomStream['at']>;
  private readonly interference: Interference;
  private probe: number | undefined;

  constructor(make: (library: Library) => Watched, seed: number, interference: Interference) {
    this.players = [
      new Player(door as unknown as Library, make),
      new Player(Cockatiel as Library, make),
    ];
    const trace = traceOf(seed);
    this.durations = trace.map(({ durationMs }) => durationMs);
    this.outcomes = trace.map(({ good }) => good);
    this.luck = new RandomStream(seed, 'interference').at(0);
    this.interference = interference;
    const { aborts = 0, isolations = 0 } = interference;
    for (const [call, { startMs, durationMs }] of trace.entries()) {
      this.agenda.push({ atMs: startMs, kind: 'start', call });
      const within = Math.floor(this.luck.next() * durationMs);
      if (this.luck.chance(aborts))
        this.agenda.push({ atMs: startMs + within, kind: 'abort', call });
      if (this.luck.chance(isolations)) this.agenda.push({ atMs: startMs, kind: 'isolate', call });
    }
  }

  /** The first thing in which they differ. */
  async play(): Promise<string | undefined> {
    for (let next = this.take(); next !== undefined; next = this.take()) {
      await until(next.atMs);
      this.happens(next);
      await settled();
      const begun = this.players[1].begun;
      const [own, other] = this.players.map((player) => player.told());
      if (own !== other) {
        return `at ${next.atMs}, ${next.kind} of ${next.call}\nours\n${own}\ncockatiel\n${other}`;
      }
      for (const call of begun) {
        this.agenda.push({ atMs: Date.now() + this.durations[call]!, kind: 'end', call });
      }
    }
    return undefined;
  }

  private take(): Happening | undefined {
    this.agenda.sort((a, b) => a.atMs - b.atMs);
    return this.agenda.shift();
  }

  private happens({ kind, call }: Happening): void {
    const { players } = this;
    if (kind === 'start') {
      const before = players[1].state;
      for (const player of players) player.start(call);
      if (before === OPEN && players[1].state === HALF_OPEN) this.probe = call;
    }
    if (kind === 'abort') for (const player of players) player.abort(call);
    // Who isolates overtakes a probe that is out, too.
    if (kind === 'isolate' && players[1].state !== HALF_OPEN) {
      for (const player of players) player.isolate();
    }
    if (kind !== 'end') return;
    const outcome = this.outcome(call);
    const isBad = typeof outcome !== 'number' || isBadResult(outcome);
    const overtakes = players[1].state === HALF_OPEN && call !== this.probe && isBad;
    if (overtakes && this.interference.overtakes !== true) return;
    for (const player of players) player.end(call, outcome);
  }

  private outcome(call: number): Outcome {
    if (this.outcomes[call] === true) return call;
    const isOther = this.luck.chance(this.interference.typeErrors ?? 0);
    return isOther ? 'TypeError' : 'Error';
  }
}

/** Plays the trace of a seed to both libraries, and tells the first thing in which they differ. */
export async function firstDifference(
  make: (library: Library) => Watched,
  seed: number,
  interference: Interference = {},
): Promise<string | undefined> {
  vi.useFakeTimers({
    now: 0,
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
  // The same luck at the same instant, whoever asks.
  const random = vi
    .spyOn(Math, 'random')
    .mockImplementation(() => new RandomStream(Date.now(), 'jitter').at(0).next());
  try {
    return await new Duel(make, seed, interference).play();
  } finally {
    random.mockRestore();
    vi.useRealTimers();
  }
}
