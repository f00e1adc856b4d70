import { outgoing } from '../kernel/outgoing.ts';

/** Tells people on stderr; whatever words of others are in it, they steer no terminal. */
export function tell(text: string): void {
  const lines = text.split('\n').map((line) => `${outgoing(line, 'screen')}\n`);
  process.stderr.write(lines.join(''));
}
