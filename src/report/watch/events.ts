import type { ScriptMark } from '../../experiment/result.ts';
import { whose } from '../breaker-words.ts';
import { instant } from '../figures.ts';
import { stateColour } from '../paint.ts';
import type { Look } from '../terminal-chart/look.ts';
import type { WatchEvent } from './view.ts';

/** Of a second, in the instants. */
const DECIMALS = 1;

/** What the script does, as events. */
export function scriptEvents(script: readonly ScriptMark[]): WatchEvent[] {
  return script.flatMap(({ fromMs, untilMs, changes }): WatchEvent[] => {
    const words = changes.join(', ');
    const begins = { kind: 'script', atMs: fromMs, words } as const;
    if (untilMs === null) return [begins];
    return [begins, { kind: 'script', atMs: untilMs, words: `over: ${words}` }];
  });
}

export function instantOf(event: WatchEvent): number {
  return event.kind === 'script' ? event.atMs : event.transition.atMs;
}

/** The latest events, a line each, the latest last. */
export function eventLines(events: readonly WatchEvent[], rows: number, look: Look): string[] {
  return events.slice(-rows).map((event) => {
    const at = look.faint(instant(instantOf(event), DECIMALS).padStart(9));
    return `${at}  ${event.kind === 'script' ? scriptWords(event.words, look) : stateWords(event, look)}`;
  });
}

function scriptWords(words: string, look: Look): string {
  return `${look.faint('script')}  ${look.bad(look.words(words))}`;
}

function stateWords(
  { arm, transition }: Extract<WatchEvent, { kind: 'transition' }>,
  look: Look,
): string {
  const { from, to, reason } = transition;
  const who = [arm, ...whose(transition)].join(', ');
  const change = `${from} ${look.signs.arrow} ${stateColour(look, to)(to)}`;
  return `${look.faint(look.words(who))}  ${change}: ${look.words(reason)}`;
}
