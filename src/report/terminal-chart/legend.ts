import type { CallOutcome } from '../chart/series.ts';
import type { Look } from './look.ts';

const NAMES: Readonly<Record<CallOutcome, string>> = {
  successful: 'successful',
  declined: 'declined',
  timedOut: 'timed out',
  failed: 'failed',
  blocked: 'blocked',
};

/** The sign of each outcome with its name. */
export function legendKeys(outcomes: readonly CallOutcome[], look: Look): string[] {
  return outcomes.map((outcome) => {
    const { sign, colour } = look.outcomes[outcome];
    return `${colour(sign)} ${NAMES[outcome]}`;
  });
}
