import * as v from 'valibot';
import { type SettingsOf, settings } from '../../kernel/settings.ts';

/** Finds out how many calls the service bears at once, from how calls end. */
export interface LimitPolicy {
  /** The present limit, not rounded; at least 1. */
  readonly limit: number;
  /** A call was answered after `durationMs`; `inProgress` were in progress then, itself included. */
  onAnswer(durationMs: number, inProgress: number): void;
  /** A call failed or ran out of time: a sign of too much. */
  onDrop(): void;
}

/** One kind of limit: its name, settings, defaults and factory. */
export function limitVariant<
  const Kind extends string,
  const Entries extends v.ObjectEntries,
>(variant: {
  readonly kind: Kind;
  readonly summary: string;
  readonly entries: Entries;
  readonly create: (settings: SettingsOf<Entries>) => LimitPolicy;
}) {
  return { ...variant, schema: settings({ kind: v.literal(variant.kind), ...variant.entries }) };
}
