import type { Look } from '../terminal-chart/look.ts';
import type { WatchView } from './view.ts';

type Keys = readonly (readonly [key: string, what: string])[];

/** Keys and what each does; arrows in words, because not every screen has their signs. */
const KEYS: Keys = [
  ['space', 'play, pause'],
  ['right, left', 'to the next call, or the call before; shows the life of its order'],
  ['down, up', 'to the next tick, or the tick before'],
  ['n, PageDown', 'to the next event: the breaker changes, the script begins or ends'],
  ['b, PageUp', 'back to the event before'],
  ['f, F', 'to the next order that is lost, or the one before; shows its life'],
  ['l', 'the slowest order that ended within the last tick'],
  ['o', 'an order by its number: type it, then return'],
  ['tab', 'the other arm is the one whose calls are stepped through'],
  ['+, -', 'faster, slower'],
  ['F5, r', 'from the start, playing'],
  ['home, end', 'to the start, to the end and the verdict'],
  ['q, Ctrl-C', 'leave'],
];

const GRAPH_KEYS: Keys = [
  ['s, S', 'the next service, or the one before: its places, queue and calls'],
  ['a', 'all services again'],
];

export function helpLines(isGraph: boolean, look: Look): string[] {
  return [
    look.heading('Keys'),
    ...[...(isGraph ? GRAPH_KEYS : []), ...KEYS].map(([key, what]) => `  ${key.padEnd(13)}${what}`),
    '',
    look.faint('Going back runs the simulation again from its seed: it comes out the same.'),
    look.faint('Any key closes this page.'),
  ];
}

/** The keys in a line, as many as there is room for. */
export function keyLine({ mode, arms, typed }: WatchView, width: number, look: Look): string {
  if (typed !== null) return `order: ${typed}_  ${look.faint('return: there, escape: leave it')}`;
  const [right, down] = look.signs.dash === '-' ? ['right', 'down'] : ['→', '↓'];
  const play = `space ${mode === 'playing' ? 'pause' : 'play'}`;
  const isGraph = arms.some(({ graph }) => graph !== null);
  const hints = isGraph
    ? [
        play,
        's service',
        `${right} call`,
        'f lost',
        `${down} tick`,
        'n event',
        'b back',
        '? help',
        'q quit',
      ]
    : [
        play,
        `${right} call`,
        `${down} tick`,
        'n next event',
        'b back',
        '+ - speed',
        '? help',
        'q quit',
      ];
  let line = '';
  for (const hint of hints) {
    if (line.length + 2 + hint.length > width) break;
    line += line === '' ? hint : `  ${hint}`;
  }
  return look.faint(line);
}
