import { HAPPENING, type Happening } from '../../model/books/happening.ts';
import { LIMITS } from '../../model/books/link-book.ts';
import { OUTCOME, type Outcome } from '../../model/outcome.ts';
import { BREAKER_STATES } from '../../resilience/breaker/state.ts';
import { circuitWords, UNNAMED } from '../breaker-words.ts';
import { count, duration } from '../figures.ts';
import { LIMIT_WORDS, orderWords } from './life.ts';
import type { PathRequest } from './path.ts';

/** How a call at a service of a graph ends: what it pays, a line of its own tells. */
const CALL_ENDS: Readonly<Record<Outcome, string>> = {
  [OUTCOME.successful]: 'done',
  [OUTCOME.declined]: 'declined',
  [OUTCOME.failed]: 'an error',
  [OUTCOME.refused]: 'turned away',
  [OUTCOME.timedOut]: 'failed by a timeout further in',
  [OUTCOME.blocked]: 'blocked further in',
  [OUTCOME.rejected]: 'turned away by a limit further in',
  [OUTCOME.deferred]: 'deferred',
  [OUTCOME.substituted]: 'substituted',
};

/** How a call ended for who made it: `done after 315ms`. */
export function endWords({ what, value, atMs, circuit, why }: Happening, fromMs: number): string {
  const took = duration(atMs - fromMs);
  if (what === HAPPENING.gaveUp) return `no answer in ${took}: given up`;
  if (what === HAPPENING.answered) return `${CALL_ENDS[value as Outcome]} after ${took}`;
  const who = circuit === null ? 'a breaker' : breakerName(circuit);
  return `blocked by ${who}: ${reasonOf(BREAKER_STATES[value] ?? '', why)}`;
}

/** The state, where the reason does not tell it. */
function reasonOf(state: string, why: string | null): string {
  if (why === null) return state;
  return why.startsWith(state) ? why : `${state}: ${why}`;
}

/** What a breaker that is not closed makes of a call; nothing else need be said. */
export function leaveWords({ leave }: PathRequest): string {
  if (leave === null || leave.circuit === null) return '';
  return BREAKER_STATES[leave.value] === 'half-open'
    ? `, a probe of ${breakerName(leave.circuit)}`
    : '';
}

/** `the breaker`, `outer, before instance 3` */
function breakerName({ breaker, ...place }: NonNullable<Happening['circuit']>): string {
  const name = breaker === UNNAMED ? 'the breaker' : breaker;
  return [name, ...circuitWords(place)].join(', ');
}

type Note = (happening: Happening) => string;

/** What happens to a request besides its calls; what is left out is told elsewhere. */
const NOTES: Readonly<Partial<Record<number, Note>>> = {
  [HAPPENING.waitsForWorker]: ({ value }) => `waits for a place as number ${count(value)}`,
  [HAPPENING.queued]: ({ value }) => `waits for a place as number ${count(value)}`,
  [HAPPENING.taken]: ({ value }) => `has a place, ${count(value)} in hand`,
  [HAPPENING.began]: ({ value }) => `has a place, ${count(value)} in hand`,
  [HAPPENING.foundNoRoom]: ({ value }) => `every place is taken, and ${count(value)} wait`,
  [HAPPENING.refused]: ({ value }) =>
    value === 0 ? '' : `every place is taken, and ${count(value)} wait`,
  [HAPPENING.hung]: () => 'taken, and never answered',
  [HAPPENING.lost]: () => 'there is no way to it',
  [HAPPENING.answerLost]: () => 'there is no way back for the answer',
  [HAPPENING.charged]: ({ value }) =>
    value === 1 ? 'the card is charged' : `the card is charged again: ${count(value)} times now`,
  [HAPPENING.unheard]: ({ value }) => `${CALL_ENDS[value as Outcome]}, but nobody waits any more`,
  [HAPPENING.waitsToRetry]: ({ value, service }) =>
    `waits ${duration(value)} to try ${service} again, and keeps its place`,
  [HAPPENING.rejected]: ({ value, service }) =>
    `${LIMIT_WORDS[LIMITS[value]!]}: nothing is sent to ${service}`,
  [HAPPENING.settled]: ({ value }) => `what was deferred is settled: ${orderWords(value)}`,
};

const BEGINS: ReadonlySet<number> = new Set([HAPPENING.taken, HAPPENING.began]);

/** What it found where it came to, where it began at once. */
export function beginning({ entries, fromMs }: PathRequest): string {
  for (const entry of entries) {
    if (entry.kind === 'call') continue;
    const { what, atMs, value } = entry.happening;
    if (BEGINS.has(what) && atMs === fromMs) return `, ${count(value)} in hand`;
  }
  return '';
}

/** Empty of what is told elsewhere. */
export function noteWords(happening: Happening, { fromMs }: PathRequest): string {
  const { what, atMs } = happening;
  if (BEGINS.has(what) && atMs === fromMs) return '';
  return NOTES[what]?.(happening) ?? '';
}
