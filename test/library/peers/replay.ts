import { vi } from 'vitest';
import { decode } from '../../../src/kernel/settings.ts';
import { BLOCKED, Breaker, type Permit } from '../../../src/resilience/breaker/breaker.ts';
import { breakerSettings } from '../../../src/resilience/breaker/settings.ts';
import type { MadeUpFor, Match, Peer } from './peer.ts';
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

  constructor(trace: readonly TracedCall[], match: Match, madeUpFor: MadeUpFor) {
    this.trace = trace;
    this.match = match;
    this.madeUpFor = madeUpFor;
    this.peer = match.create(madeUpFor);
    const settings = decode(breakerSettings, match.settings(madeUpFor));
    this.ours = new Breaker(
      settings,
      { next: () => 0 },
      { onTransition: () => {}, onWake: () => {}, onPing: () => {} },
    );
  }

  async step({ kind, call, atMs }: TraceEvent): Promise<string | undefined> {
    const decision = kind === 'start' ? await this.start(call, atMs) : await this.end(call, atMs);
    if (decision !== undefined) return decision;
    if (!this.makesUpFor('cockatiel: half-open only when called')) this.ours.poll(atMs);
    const { state } = this.peer;
    return state === this.ours.stateName
      ? undefined
      : `${this.match.peer} is ${state}, ours ${this.ours.stateName}`;
  }

  private async start(call: number, now: number): Promise<string | undefined> {
    const probeIsOut = this.peer.state === 'half-open';
    const permit = this.ours.tryAcquire(now);
    if (permit !== BLOCKED) this.permits.set(call, permit);
    if (probeIsOut && this.makesUpFor('cockatiel: calls queue behind the probe')) {
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
    const { good, durationMs } = this.trace[call]!;
    const before = this.ours.stateName;
    const inTime = good
      ? this.ours.succeed(permit, now, durationMs)
      : this.ours.fail(permit, now, durationMs, 'error');
    const closes = before === 'half-open' && this.ours.stateName === 'closed';
    if (closes && this.makesUpFor('cockatiel: the probe counts in the new window')) {
      this.ours.succeed(this.ours.tryAcquire(now), now, 0);
    }
    if (!inTime && this.makesUpFor(`${this.match.library}: late outcomes count`)) return;
    this.peer.beforeEnd();
    this.peerCalls.get(call)?.end(good);
    await settled();
  }

  private makesUpFor(difference: Parameters<MadeUpFor['has']>[0]): boolean {
    return this.madeUpFor.has(difference);
  }
}
