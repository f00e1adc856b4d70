import * as v from 'valibot';
import type { ServiceFailure } from '../../failure.ts';
import { type RecentShare, TripPolicy, tripVariant } from './trip-policy.ts';

/** Opens when any of its policies would; all of them hear of every call. */
class AnyOf extends TripPolicy {
  override readonly needsTime: boolean;
  private readonly policies: readonly TripPolicy[];
  /** Who spoke last for opening: the reason is theirs. */
  private speaker: TripPolicy | undefined;

  constructor(policies: readonly TripPolicy[]) {
    super();
    this.policies = policies;
    this.needsTime = policies.some(({ needsTime }) => needsTime);
  }

  override onSuccess(now: number, durationMs: number): boolean {
    this.speaker = undefined;
    for (const policy of this.policies) {
      if (policy.onSuccess(now, durationMs)) this.speaker ??= policy;
    }
    return this.speaker !== undefined;
  }

  onFailure(now: number, durationMs: number, kind: ServiceFailure): boolean {
    this.speaker = undefined;
    for (const policy of this.policies) {
      if (policy.onFailure(now, durationMs, kind)) this.speaker ??= policy;
    }
    return this.speaker !== undefined;
  }

  standing(now: number): string {
    if (this.speaker !== undefined) return this.speaker.standing(now);
    return this.policies.map((policy) => policy.standing(now)).join('; ');
  }

  override shares(now: number): readonly RecentShare[] {
    return this.policies.flatMap((policy) => policy.shares(now));
  }

  clear(): void {
    this.speaker = undefined;
    for (const policy of this.policies) policy.clear();
  }
}

/** The variant that joins others, given their schema and factory: it cannot know the registry it is in. */
export function anyOfTrips<Input, Settings>(
  one: v.GenericSchema<Input, Settings>,
  create: (settings: Settings) => TripPolicy,
) {
  const policies = v.pipe(
    v.array(one, 'a list of trip policies'),
    v.minLength(1, 'at least one trip policy'),
  );
  return tripVariant({
    kind: 'any-of',
    summary: 'whichever of several policies opens first',
    entries: { policies },
    create: ({ policies }) => new AnyOf(policies.map(create)),
  });
}
