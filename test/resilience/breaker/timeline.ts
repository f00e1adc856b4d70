import { decode } from '../../../src/kernel/settings.ts';
import { BLOCKED, Breaker, type Permit } from '../../../src/resilience/breaker/breaker.ts';
import { breakerSettings } from '../../../src/resilience/breaker/settings.ts';
import type { BreakerTransition } from '../../../src/resilience/breaker/state.ts';

/** Draws the middle of everything. */
export const evenLuck = { next: () => 0.5 };

/**
 * A breaker that is played timelines. A row is an instant, an event and what came of it:
 *
 *     at 1150  ok      -> closed          a call that starts and succeeds at that instant; `fail`, `ignored` alike
 *     at 1200  A asks  -> blocked, open   call A wants a permit; `A ok`, `A fails`, `A ignored` settle it later,
 *                                         `A ok 300` after so many ms
 *     at 2300  look    -> half-open since 2200 (open time is over)
 *     at 2400  ping bad -> half-open      the answer to the last ping: `good` or `bad`
 *
 * The answer is the state afterwards, before it `blocked` or `late`, and behind it the reason of a
 * transition, with its instant where that is not the row's.
 */
export class PlayedBreaker {
  readonly breaker: Breaker;
  private readonly transitions: BreakerTransition[] = [];
  private readonly permits = new Map<string, Permit>();

  constructor(settings: Record<string, unknown>) {
    this.breaker = new Breaker(decode(breakerSettings, settings), evenLuck, {
      onTransition: (transition) => this.transitions.push(transition),
      onWake: () => {},
      onPing: (permit) => this.permits.set('ping', permit),
    });
  }

  /** The timeline with the answers that the breaker gave. */
  play(timeline: string): string {
    return rows(timeline)
      .map((row) => row.split(' -> ')[0]!)
      .map((event) => `${event} -> ${this.answer(event)}`)
      .join('\n');
  }

  private answer(event: string): string {
    const [, at = '', ...words] = event.split(' ');
    const now = Number(at);
    const { counts } = this.breaker;
    const before = { ...counts };
    const changes = this.transitions.length;
    this.happen(words, now);
    const fate =
      counts.blocked > before.blocked ? 'blocked, ' : counts.late > before.late ? 'late, ' : '';
    const news = this.transitions.slice(changes).map(({ to, atMs, reason }) => {
      const since = atMs === now ? '' : ` since ${atMs}`;
      return `${to}${since} (${reason})`;
    });
    return `${fate}${news.length > 0 ? news.join(', ') : this.breaker.stateName}`;
  }

  private happen(words: readonly string[], now: number): void {
    const [name = '', verb, ms = '0'] = words.length >= 2 ? words : ['', words[0]];
    if (verb === 'look') {
      this.breaker.poll(now);
      return;
    }
    if (name === '' || verb === 'asks') this.permits.set(name, this.breaker.tryAcquire(now));
    const permit = this.permits.get(name)!;
    if (verb === 'asks' || permit === BLOCKED) return;
    if (verb === 'ok') this.breaker.succeed(permit, now, Number(ms));
    else if (name === 'ping') this.breaker.endPing(permit, now, verb === 'good');
    else if (verb === 'fail' || verb === 'fails') this.breaker.fail(permit, now, 0, 'error');
    else this.breaker.ignore(permit, now);
  }
}

/** The timeline as the test wrote it, its blanks evened out. */
export function written(timeline: string): string {
  return rows(timeline).join('\n');
}

function rows(timeline: string): string[] {
  return timeline
    .trim()
    .split('\n')
    .map((row) => row.trim().replace(/ +/g, ' '));
}
