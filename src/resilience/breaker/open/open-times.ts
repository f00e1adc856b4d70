import { toGrid } from '../../../kernel/grid.ts';
import type { Luck } from '../../luck.ts';
import { type CircuitSnapshot, type CircuitState, CLOSED, HALF_OPEN } from '../state.ts';
import { MarkWindow } from '../window/mark-window.ts';
import { createOpenPolicy, type OpenSettings } from './index.ts';
import type { OpenPolicy } from './open-policy.ts';

const policies = new WeakMap<OpenSettings, OpenPolicy>();

/** A policy remembers nothing: all breakers of the same settings go by one. */
function policyOf(settings: OpenSettings): OpenPolicy {
  const known = policies.get(settings);
  if (known !== undefined) return known;
  const policy = createOpenPolicy(settings);
  policies.set(settings, policy);
  return policy;
}

/** How long each open period lasts: the open policy, with what it looks back on. */
export class OpenTimes {
  /** Whether a failure begins the open time anew. */
  readonly restarts: boolean;
  /** Whether it has to hear of calls that end. */
  readonly looksBack: boolean;
  private readonly policy: OpenPolicy;
  private readonly luck: Luck;
  private readonly recent: MarkWindow | undefined;
  private reopenings = 0;
  private closedSinceMs = 0;
  private openMs = 0;

  constructor(settings: OpenSettings, luck: Luck) {
    this.policy = policyOf(settings);
    this.restarts = settings.from === 'last-failure';
    this.luck = luck;
    const { recentCalls } = this.policy;
    this.looksBack = recentCalls > 0;
    this.recent = recentCalls === 0 ? undefined : new MarkWindow(recentCalls);
  }

  /** A call ended. */
  hear(failed: boolean): void {
    this.recent?.record(0, failed ? 1 : 0);
  }

  /** The circuit opens at `now`, until the instant that is returned. */
  begin(now: number, isClosed: boolean, retryAfterMs: number): number {
    if (isClosed) {
      const healthyIntervals = Math.floor((now - this.closedSinceMs) / this.policy.healthyMs);
      this.reopenings = Math.max(0, this.reopenings - healthyIntervals);
    }
    const { recent } = this;
    const failureRate = recent === undefined || recent.calls === 0 ? 0 : recent.sum / recent.calls;
    const opening = { reopenings: this.reopenings++, retryAfterMs, failureRate };
    this.openMs = toGrid(this.policy.openMs(opening, this.luck));
    return now + this.openMs;
  }

  /** The open time begins anew: until when. */
  again(now: number): number {
    return now + this.openMs;
  }

  /** A closed period begins. */
  close(now: number): void {
    this.closedSinceMs = now;
  }

  /** How often it opened is counted elsewhere. */
  adopt(reopenings: number): void {
    this.reopenings = reopenings;
  }

  /** Forgets former openings. */
  forget(): void {
    this.reopenings = 0;
    this.recent?.clear();
  }

  kept(now: number, state: CircuitState): Omit<CircuitSnapshot, 'lastTrip'> {
    return {
      state: state.name,
      remainingOpenMs: state.name === 'open' ? state.untilMs - now : 0,
      closedMs: state.name === 'closed' ? Math.max(0, now - this.closedSinceMs) : 0,
      reopenings: this.reopenings,
    };
  }

  /** The state in which a circuit is that was kept `elapsedMs` ago. */
  restore(kept: CircuitSnapshot, now: number, elapsedMs: number): CircuitState {
    this.reopenings = kept.reopenings;
    this.closedSinceMs = now - elapsedMs - kept.closedMs;
    if (kept.state === 'closed') return CLOSED;
    const untilMs = now + kept.remainingOpenMs - elapsedMs;
    return untilMs > now ? { name: 'open', untilMs } : HALF_OPEN;
  }
}
