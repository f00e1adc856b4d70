import { nearestName } from '../kernel/settings.ts';
import { BREAKER_STATES } from '../resilience/breaker/state.ts';
import type { StateClaim } from './claim.ts';
import { readDuration } from './claim-amount.ts';
import type { Cursor } from './claim-cursor.ts';

/** What comes after `state`: `at 5s == open`, `of checkout.stripe at 5s == open`. */
export function readState(words: Cursor, arm: string): StateClaim {
  const link = words.take(/of\b/y) === undefined ? null : readLink(words);
  if (words.take(/at\b/y) === undefined) {
    const or = link === null ? ', or "of" and a link, such as "of checkout.stripe"' : '';
    words.refuse(`"at" and an instant, such as "at 5s"${or}`);
  }
  const atMs = readDuration(words, 'an instant such as 5s');
  if (words.take(/==/y) === undefined) words.refuse('"==" and the name of a state');
  const name = words.peek(/[\w-]*/y)!;
  const state = BREAKER_STATES.find((one) => one === name);
  if (state === undefined) {
    const suggestion = nearestName(name, BREAKER_STATES);
    words.refuse(`one of ${BREAKER_STATES.join(', ')}`, { what: 'the state', suggestion });
  }
  words.skip(name.length);
  return { kind: 'state', arm, atMs, state, link };
}

function readLink(words: Cursor): StateClaim['link'] {
  const written = words.peek(/[\w.-]*/y)!;
  const [from = '', to = '', ...more] = written.split('.');
  if (from === '' || to === '' || more.length > 0) {
    words.refuse('the services at both ends of a link, such as checkout.stripe', {
      what: 'the link',
    });
  }
  words.skip(written.length);
  return { from, to };
}
