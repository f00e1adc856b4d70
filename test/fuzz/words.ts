import fc from 'fast-check';

/** What steers a terminal or turns the writing round. */
export const STEERING = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

const SIGNS = [
  '\u001b[2J',
  '\u001b]0;x\u0007',
  '\u202e',
  '\u0000',
  '\ud800',
  '\u2028',
  '\u200b',
  '\r',
  '=cmd()',
  '</script>',
  '<svg',
  ']]>',
  '&',
  '"',
  "'",
  '`',
  '|',
  '\\',
  '*',
  '\t',
  ': ',
  '- ',
  'with breaker: ',
  'orders.paid',
  ' / ',
  ' >= ',
  '85%',
  '1s',
  'and',
  'state at',
  '\n',
];

/** Texts that somebody might slip in anywhere. */
export const weird = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...SIGNS), { maxLength: 12 }).map((signs) => signs.join('')),
  fc
    .tuple(fc.constantFrom(' ', '[', '{', '- ', 'a: ', '9'), fc.integer({ min: 1, max: 4_000 }))
    .map(([sign, times]) => sign.repeat(times)),
);
