import type { Look } from '../terminal-chart/look.ts';

/** Keys and what each does; arrows in words, because not every screen has their signs. */
const KEYS: readonly (readonly [key: string, what: string])[] = [
  ['space', 'play, pause'],
  ['right, left', 'to the next call, or the call before; shows the life of its order'],
  ['down, up', 'to the next tick, or the tick before'],
  ['n, PageDown', 'to the next event: the breaker changes, the script begins or ends'],
  ['b, PageUp', 'back to the event before'],
  ['tab', 'the other arm is the one whose calls are stepped through'],
  ['+, -', 'faster, slower'],
  ['F5, r', 'from the start, playing'],
  ['home, end', 'to the start, to the end and the verdict'],
  ['q, Ctrl-C', 'leave'],
];

export function helpLines(look: Look): string[] {
  return [
    look.heading('Keys'),
    ...KEYS.map(([key, what]) => `  ${key.padEnd(13)}${what}`),
    '',
    look.faint('Going back runs the simulation again from its seed: it comes out the same.'),
    look.faint('Any key closes this page.'),
  ];
}

/** The keys in a line, as many as there is room for. */
export function keyLine(width: number, playing: boolean, look: Look): string {
  const [right, down] = look.signs.dash === '-' ? ['right', 'down'] : ['→', '↓'];
  const hints = [
    `space ${playing ? 'pause' : 'play'}`,
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
