import { vi } from 'vitest';
import { BLOCKED, Breaker, type Permit } from '../../../src/resilience/breaker/breaker.ts';
import { importedBreaker, type MadeUpFor, type Match, type Peer } from './peer.ts';
import { eventsOf, type TracedCall, type TraceEvent } from './trace.ts';

/** The real one, kept from the fake clock: when it comes, every promise that could settle has. */
const nextTurn = setImmediate;
const settled = (): Promise<void> => new Promise((resolve) => nextTurn(resolve));

/** One call as the peer has it: it runs until it is told how it ends. */
interface PeerCall {
  isRunning: boolean;
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
  /** The calls that were let through as probes, by the number of their half-open period. */
  private readonly probes = new Map<number, number>();
  private halfOpens = 0;

  constructor(trace: readonly TracedCall[], match: Match, madeUpFor: MadeUpFor) {
    this.trace = trace;
    this.match = match;
    this.madeUpFor = madeUpFor;
    this.peer = match.create(madeUpFor);
    this.ours = new Breaker(
      importedBreaker(match.library, match.program(madeUpFor)),
      { next: () => 0 },
      {
        onTransition: ({ to }) => {
          if (to === 'half-open') this.halfOpens++;
        },
        onWake: () => {},
        onPing: () => {},
      },
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
    const probeIsOut = this.peer.state === 'half-open';
    const permit = this.ours.tryAcquire(now);
    if (permit !== BLOCKED) {
      this.permits.set(call, permit);
      if (this.ours.stateName === 'half-open') this.probes.set(call, this.halfOpens);
    }
    if (probeIsOut && this.madeUpFor.has('waiting for the probe')) {
      return permit === BLOCKED ? undefined : 'ours lets a second call be a probe';
    }
    const verdict = await this.ask(call);
    const own = permit === BLOCKED ? 'blocks' : 'lets through';
    return verdict === own ? undefined : `${this.match.peer} ${verdict}, ours ${own}`;
  }

  private async ask(call: number): Promise<'lets through' | 'blocks' | 'keeps waiting'> {
    const peerCall: PeerCall = { isRunning: false, end: () => {} };
    let isRefused = false;
    this.peer
      .execute(() => {
        peerCall.isRunning = true;
        return new Promise((resolve, reject) => {
          peerCall.end = (good) => (good ? resolve() : reject(new Error('failed')));
        });
      })
      .catch(() => {
        isRefused = true;
      });
    await settled();
    if (!peerCall.isRunning) return isRefused ? 'blocks' : 'keeps waiting';
    this.peerCalls.set(call, peerCall);
    return 'lets through';
  }

  private async end(call: number, now: number): Promise<undefined> {
    const permit = this.permits.get(call);
    if (permit === undefined) return;
    const period = this.probes.get(call);
    const isLateProbe =
      period !== undefined && (period !== this.halfOpens || this.ours.stateName !== 'half-open');
    if (isLateProbe && this.madeUpFor.has('late probes')) return;
    const { good, durationMs } = this.trace[call]!;
    if (good) this.ours.succeed(permit, now, durationMs);
    else this.ours.fail(permit, now, durationMs, 'error');
    this.peerCalls.get(call)?.end(good);
    await settled();
  }
}
