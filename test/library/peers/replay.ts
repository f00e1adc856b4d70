import { vi } from 'vitest';
import { BLOCKED, Breaker, type Permit } from '../../../src/resilience/breaker/breaker.ts';
import { importedBreaker, type MadeUpFor, type Match, type Peer } from './peer.ts';
import { eventsOf, type TracedCall, type TraceEvent } from './trace.ts';

/** The real one, kept from the fake clock: when it comes, every promise that could settle has. */
const nextTurn = setImmediate;
const settled = (): Promise<void> => new Promise((resolve) => nextTurn(resolve));

type Fate = 'lets through' | 'blocks' | 'keeps waiting';

/** One call as the peer has it: once let through it runs until it is told how it ends. */
interface PeerCall {
  fate: Fate;
  end: (good: boolean) => void;
}

/**
 * Plays a trace to a peer and to ours, step by step in virtual time, and tells the first thing in which they
 * differ: who lets which call through, and the state after every step. Undefined where they agree.
 */
export async function replay(
  trace: readonly TracedCall[],
  match: Match,
  madeUpFor: MadeUpFor,
): Promise<string | undefined> {
  vi.useFakeTimers({
    now: 0,
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  });
  const duel = new Duel(trace, match, madeUpFor);
  try {
    for (const event of eventsOf(trace)) {
      vi.advanceTimersByTime(event.atMs - Date.now());
      const difference = await duel.step(event);
      if (difference !== undefined) return `at ${event.atMs}, call ${event.call}: ${difference}`;
    }
    return undefined;
  } finally {
    duel.peer.dispose();
    vi.useRealTimers();
  }
}

class Duel {
  readonly peer: Peer;
  private readonly trace: readonly TracedCall[];
  private readonly match: Match;
  private readonly madeUpFor: MadeUpFor;
  private readonly ours: Breaker;
  private readonly permits = new Map<number, Permit>();
  private readonly peerCalls = new Map<number, PeerCall>();
  /** The calls that were let through as probes. */
  private readonly probes = new Set<number>();
  /** The calls that wait, as ours has it. */
  private readonly line: number[] = [];

  constructor(trace: readonly TracedCall[], match: Match, madeUpFor: MadeUpFor) {
    this.trace = trace;
    this.match = match;
    this.madeUpFor = madeUpFor;
    this.peer = match.create(madeUpFor);
    this.ours = new Breaker(
      importedBreaker(match.library, match.program(madeUpFor)),
      { next: () => 0 },
      { onTransition: () => {}, onWake: () => {}, onPing: () => {} },
    );
  }

  async step({ kind, call, atMs }: TraceEvent): Promise<string | undefined> {
    if (this.match.isWatched) this.ours.poll(atMs);
    const decision = kind === 'start' ? await this.start(call, atMs) : await this.end(call, atMs);
    if (decision !== undefined) return decision;
    const { state } = this.peer;
    return state === this.ours.stateName
      ? undefined
      : `${this.match.peer} is ${state}, ours ${this.ours.stateName}`;
  }

  private async start(call: number, now: number): Promise<string | undefined> {
    const own =
      this.ours.mustWait(now) && this.ours.othersWait ? this.wait(call) : this.acquire(call, now);
    this.ask(call);
    await settled();
    return this.compare(call, own);
  }

  private async end(call: number, now: number): Promise<string | undefined> {
    const permit = this.permits.get(call);
    if (permit === undefined || this.isPassedOver(call)) return undefined;
    const { good, durationMs } = this.trace[call]!;
    if (good) this.ours.succeed(permit, now, durationMs);
    else this.ours.fail(permit, now, durationMs, 'error');
    this.peerCalls.get(call)!.end(good);
    const decided: [number, Fate][] = [];
    while (this.line.length > 0 && !this.ours.mustWait(now)) {
      const next = this.line.shift()!;
      decided.push([next, this.acquire(next, now)]);
    }
    await settled();
    const waiting = this.line.map((one): [number, Fate] => [one, 'keeps waiting']);
    for (const [one, own] of [...decided, ...waiting]) {
      const difference = this.compare(one, own);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }

  /** Whether the end of a call is told to neither, for the sake of a difference that is made up for. */
  private isPassedOver(call: number): boolean {
    const overtakes =
      this.ours.stateName === 'half-open' && !this.probes.has(call) && !this.trace[call]!.good;
    return overtakes && this.madeUpFor.has('a probe that is overtaken');
  }

  private wait(call: number): Fate {
    this.line.push(call);
    return 'keeps waiting';
  }

  private acquire(call: number, now: number): Fate {
    const permit = this.ours.tryAcquire(now);
    if (permit === BLOCKED) return 'blocks';
    this.permits.set(call, permit);
    if (this.ours.stateName === 'half-open') this.probes.add(call);
    return 'lets through';
  }

  private ask(call: number): void {
    const peerCall: PeerCall = { fate: 'keeps waiting', end: () => {} };
    this.peerCalls.set(call, peerCall);
    this.peer
      .execute(() => {
        peerCall.fate = 'lets through';
        return new Promise((resolve, reject) => {
          peerCall.end = (good) => (good ? resolve() : reject(new Error('failed')));
        });
      })
      .catch(() => {
        if (peerCall.fate === 'keeps waiting') peerCall.fate = 'blocks';
      });
  }

  private compare(call: number, own: Fate): string | undefined {
    const { fate } = this.peerCalls.get(call)!;
    return fate === own ? undefined : `${this.match.peer} ${fate}, ours ${own}`;
  }
}
