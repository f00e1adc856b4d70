import * as v from 'valibot';
import type { ServiceFailure } from '../../failure.ts';
import { type RecentShare, type TimedVerdict, TripPolicy } from './trip-policy.ts';

/** Several policies that hear of every call, and open together or whichever is first. */
export class JoinedTrips extends TripPolicy {
  override readonly needsTime: boolean;
  override readonly countsStarts: boolean;
  override readonly isTimed: boolean;
  private readonly policies: readonly TripPolicy[];
  private readonly needsAll: boolean;
  /** Who spoke last for opening: the reason is theirs, where one is enough. */
  private speaker: TripPolicy | undefined;

  constructor(policies: readonly TripPolicy[], needsAll: boolean) {
    super();
    this.policies = policies;
    this.needsAll = needsAll;
    this.isTimed = policies.some(({ isTimed }) => isTimed);
    this.countsStarts = policies.some(({ countsStarts }) => countsStarts);
    this.needsTime =
      policies.some(({ needsTime }) => needsTime) ||
      // One may hold by its window what another's success completes.
      (needsAll && policies.length > 1);
  }

  override get wakeAtMs(): number {
    let earliestMs = Number.POSITIVE_INFINITY;
    for (const { wakeAtMs } of this.policies) earliestMs = Math.min(earliestMs, wakeAtMs);
    return earliestMs;
  }

  override begin(now: number): void {
    for (const policy of this.policies) policy.begin(now);
  }

  override onStart(now: number): void {
    for (const policy of this.policies) if (policy.countsStarts) policy.onStart(now);
  }

  override onSuccess(now: number, durationMs: number): boolean {
    this.speaker = undefined;
    for (const policy of this.policies) {
      if (policy.onSuccess(now, durationMs)) this.speaker ??= policy;
    }
    return this.agree(now);
  }

  onFailure(now: number, durationMs: number, kind: ServiceFailure): boolean {
    this.speaker = undefined;
    for (const policy of this.policies) {
      if (policy.onFailure(now, durationMs, kind)) this.speaker ??= policy;
    }
    return this.agree(now);
  }

  /** Of those that are due only the first: the others are asked when `wakeAtMs` is looked at again. */
  override onTime(now: number): TimedVerdict {
    this.speaker = undefined;
    const due = this.policies.find(({ wakeAtMs }) => now >= wakeAtMs);
    const verdict = due === undefined ? 'stay' : due.onTime(now);
    if (verdict === 'open') this.speaker = due;
    return verdict === 'open' && !this.agree(now) ? 'stay' : verdict;
  }

  override onPing(good: boolean, now: number): boolean {
    this.speaker = undefined;
    for (const policy of this.policies) {
      if (policy.onPing(good, now)) this.speaker ??= policy;
    }
    return this.agree(now);
  }

  holds(now: number): boolean {
    const holds = (policy: TripPolicy): boolean => policy.holds(now);
    return this.needsAll ? this.policies.every(holds) : this.policies.some(holds);
  }

  standing(now: number): string {
    if (this.speaker !== undefined && !this.needsAll) return this.speaker.standing(now);
    return this.policies.map((policy) => policy.standing(now)).join('; ');
  }

  override shares(now: number): readonly RecentShare[] {
    return this.policies.flatMap((policy) => policy.shares(now));
  }

  clear(): void {
    this.speaker = undefined;
    for (const policy of this.policies) policy.clear();
  }

  /** Somebody spoke, and that is enough, or the others see it alike. */
  private agree(now: number): boolean {
    return this.speaker !== undefined && (!this.needsAll || this.holds(now));
  }
}

/** The list of policies to join, given the schema of one. */
export function policiesOf<Input, Settings>(one: v.GenericSchema<Input, Settings>) {
  return v.pipe(
    v.array(one, 'a list of trip policies'),
    v.minLength(1, 'at least one trip policy'),
  );
}
