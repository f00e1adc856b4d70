import type { Entry } from './disturbance.ts';

/** Gone for the whole time: below half strength whoever asks is told so at once, above it nobody hears of it. */
export function away(trouble: {
  readonly at: number;
  readonly for: number;
  readonly strength: number;
}): Omit<Entry, 'on'>[] {
  const how = trouble.strength < 0.5 ? 'refuse' : 'hang';
  return [{ what: 'entry', at: trouble.at, for: trouble.for, changes: [{ what: 'outage', how }] }];
}
