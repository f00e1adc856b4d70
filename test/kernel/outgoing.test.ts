import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Door, outgoing } from '../../src/kernel/outgoing.ts';

/** A screen cleared, a title set, the writing turned round, a line added, a half of a character. */
const HOSTILE = 'a\u001b[2Jb\u009bc\u202ed\u2066e\nf\u2028g\u0000h\ud800i\ufeffj';

describe('a text at a door', () => {
  it.each<[Door, string, string]>([
    ['screen', HOSTILE, 'a�[2Jb�c�d�e�f�g�h�i�j'],
    [
      'screen',
      'plain → “words”, 付款, e\u0301, 👩\u200d💻',
      'plain → “words”, 付款, e\u0301, 👩\u200d💻',
    ],
    ['screen', 'a\tb', 'a  b'],
    ['ascii', 'Ü → “x” ☃\u001b', 'U -> "x" ??'],
    [
      'markdown',
      '<b> *x* [y](z) a|b `c` #1 &lt; ~~d~~',
      String.raw`\<b\> \*x\* \[y\](z) a\|b \`c\` \#1 \&lt; \~\~d\~\~`,
    ],
    ['markdown', '1. one', String.raw`1\. one`],
    ['markdown', '- one', String.raw`\- one`],
    ['markdown', '---', String.raw`\---`],
    ['markdown', '-5 to 2.50 - more', '-5 to 2.50 - more'],
    ['markdown code', 'a<b>', '`a<b>`'],
    ['markdown code', 'a`<b>``c', '``` a`<b>``c ```'],
    ['csv', 'plain', 'plain'],
    ['csv', 'a "b", c', '"a ""b"", c"'],
    ['csv', '=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['csv', '@a', "'@a"],
    ['csv', '＝1', "'＝1"],
    ['csv', 'half-open', 'half-open'],
    ['xml', '<a b="c">&\u0001\uffff', '&lt;a b=&quot;c&quot;&gt;&amp;��'],
    [
      'json',
      '{\n"a": "\u009b\u202e\u{e0041}"}',
      String.raw`{${'\n'}"a": "\u009b\u202e\udb40\udc41"}`,
    ],
    ['html', '"</script>\u202e"', String.raw`"\u003c/script>\u202e"`],
  ])('%s: %j', (door, text, expected) => {
    expect(outgoing(text, door)).toBe(expected);
  });

  const anyText = fc.string({ unit: 'binary', maxLength: 40 });

  it.each<Door>(['screen', 'ascii', 'markdown', 'markdown code', 'csv', 'xml', 'json', 'html'])(
    '%s: whatever it says, none of it steers',
    (door) => {
      fc.assert(
        fc.property(anyText, (text) => {
          expect(outgoing(text, door)).not.toMatch(
            /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u,
          );
        }),
      );
    },
  );

  it.each<Door>(['json', 'html'])('%s: means what it meant', (door) => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(JSON.parse(outgoing(JSON.stringify([text]), door))).toEqual([text]);
      }),
    );
  });

  it('screen: a text that has passed may pass again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = outgoing(text, 'screen');
        expect(outgoing(once, 'screen')).toBe(once);
      }),
    );
  });
});
