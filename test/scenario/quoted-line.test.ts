import { describe, expect, it } from 'vitest';
import { complaint, SOUND } from './loading.ts';

describe('the quoted line', () => {
  const caretUnder = (message: string): string => {
    const [, line, caret] = message.split('\n');
    return line!.slice(caret!.indexOf('^'));
  };

  it('is cut around the caret when it is long', () => {
    const padding = Array.from({ length: 40 }, () => '{ duration: 1s, target: 1/s }').join(', ');
    const text = SOUND.replace('3/s', `3/s, stages: [${padding}, { duration: 1s, target: 1/x }]`);
    const message = complaint(text);
    expect(message.split('\n')[1]!.length).toBeLessThan(112);
    expect(caretUnder(message)).toMatch(/^1\/x/);
  });

  it('shows wide characters as wide as a terminal does', () => {
    const message = complaint(`${SOUND}"付款": 1\n`);
    expect(message).toContain('  4 | "付款": 1\n    | ^');
    const flow = complaint(
      SOUND.replace('{ latency', '{ "付款": 1, latency').replace('200ms', '2x'),
    );
    // Two characters, four columns: the caret stands two further right than the text's index.
    const [, line, caret] = flow.split('\n\n')[1]!.split('\n');
    expect(caret!.indexOf('^') - line!.indexOf('2x')).toBe(2);
  });

  it('does not pass on what would steer a terminal', () => {
    const message = complaint(`${SOUND}"evil\u001b[2J": 1\n`);
    expect(message).not.toContain('\u001b');
  });
});
