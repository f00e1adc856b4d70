import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { count, duration, share } from '../../src/kernel/quantities.ts';
import {
  anyOf,
  decode,
  eitherBy,
  isBlock,
  nearestName,
  pathText,
  settings,
} from '../../src/kernel/settings.ts';
import { decoded } from './decoded.ts';

const square = { kind: 'square', schema: settings({ kind: v.literal('square'), side: count(1) }) };
const circle = {
  kind: 'circle',
  schema: settings({ kind: v.literal('circle'), radius: count(1) }),
};

const shop = settings({
  workers: count(1),
  patience: v.optional(duration, '1s'),
  tax: v.optional(settings({ share })),
  sign: v.optional(anyOf('kind', [square, circle])),
  size: v.optional(eitherBy(isBlock, settings({ exact: count(1) }), count(1))),
  days: v.optional(v.array(v.picklist(['monday', 'friday']), 'a list of days')),
});

const COUNT = 'expected a whole number of at least 1';
const KEYS = 'expected one of workers, patience, tax, sign, size, days';

describe('settings', () => {
  it('come out with every default filled in', () => {
    expect(decode(shop, { workers: 3 })).toEqual({ workers: 3, patience: 1000 });
  });

  it.each<[string, unknown, string[]]>([
    ['a missing key', {}, [`workers: is missing, ${COUNT}`]],
    ['a wrong value', { workers: 'many' }, [`workers: found "many", ${COUNT}`]],
    [
      'a misspelt key',
      { workers: 1, pateince: 5 },
      [`pateince: found unknown key "pateince", ${KEYS}; did you mean "patience"?`],
    ],
    ['a strange key', { workers: 1, colour: 5 }, [`colour: found unknown key "colour", ${KEYS}`]],
    [
      'a key that attacks',
      JSON.parse('{"workers":1,"__proto__":{"workers":2}}'),
      [`__proto__: found unknown key "__proto__", ${KEYS}`],
    ],
    [
      'everything at once',
      { wrokers: 1, colour: 2, tax: { rate: 1 } },
      [
        `workers: is missing, ${COUNT}`,
        `tax.share: is missing, expected a share such as 40% or 0.4`,
        `tax.rate: found unknown key "rate", expected share`,
        `wrokers: found unknown key "wrokers", ${KEYS}; did you mean "workers"?`,
        `colour: found unknown key "colour", ${KEYS}`,
      ],
    ],
    ['no block', 5, ['found 5, expected a block of settings']],
    ['a list', [], ['found [], expected a block of settings']],
    ['nothing', undefined, ['is missing, expected a block of settings']],
    [
      'no inner block',
      { workers: 1, tax: '5%' },
      ['tax: found "5%", expected a block of settings'],
    ],
    [
      'a value as written, not as decoded',
      { workers: 1, tax: { share: '140%' } },
      ['tax.share: found "140%", expected a share such as 40% or 0.4, between 0% and 100%'],
    ],
    [
      'a misspelt kind',
      { workers: 1, sign: { kind: 'sqare' } },
      ['sign.kind: found "sqare", expected one of square, circle; did you mean "square"?'],
    ],
    [
      'no kind',
      { workers: 1, sign: { side: 1 } },
      ['sign.kind: is missing, expected one of square, circle'],
    ],
    [
      'a setting of another kind',
      { workers: 1, sign: { kind: 'circle', side: 1 } },
      [
        `sign.radius: is missing, ${COUNT}`,
        'sign.side: found unknown key "side", expected one of kind, radius',
      ],
    ],
    [
      'a mistake inside the alternative that was meant',
      { workers: 1, size: { exact: 0 } },
      [`size.exact: found 0, ${COUNT}`],
    ],
    ['a mistake in the other', { workers: 1, size: 0 }, [`size: found 0, ${COUNT}`]],
    [
      'an entry of a list',
      { workers: 1, days: ['friday', 'firday'] },
      ['days[1]: found "firday", expected one of monday, friday; did you mean "friday"?'],
    ],
    [
      'a long value, cut',
      { workers: 'x'.repeat(100) },
      [`workers: found "${'x'.repeat(56)}..., ${COUNT}`],
    ],
  ])('%s', (_, input, messages) => {
    expect(String(decoded(shop, input)).split('\n').sort()).toEqual(messages.sort());
  });

  it('keep what a program needs of a mistake: the path and whether the key is at fault', () => {
    expect(() => decode(shop, { workers: 1, tax: { share: 2, shaer: 1 } })).toThrow(
      expect.objectContaining({
        name: 'SettingsError',
        mistakes: [
          expect.objectContaining({ path: ['tax', 'share'], atKey: false, found: '2' }),
          expect.objectContaining({ path: ['tax', 'shaer'], atKey: true, suggestion: 'share' }),
        ],
      }),
    );
  });

  it('report each unknown key once, whatever it is called', () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 8 });
    fc.assert(
      fc.property(names, (strange) => {
        const unknown = strange.filter((key) => !(key in shop.pipe[0].entries));
        const input = Object.fromEntries([['workers', 1], ...unknown.map((key) => [key, 1])]);
        const message = decoded(shop, input);
        const mistakes = typeof message === 'string' ? (message.match(/unknown key/g) ?? []) : [];
        expect(mistakes).toHaveLength(Object.keys(input).length - 1);
      }),
    );
  });
});

describe('words', () => {
  it.each([
    [[], ''],
    [['traffic'], 'traffic'],
    [['pipeline', 1, 'breaker', 'trip'], 'pipeline[1].breaker.trip'],
  ])('the path %j reads %j', (path, text) => {
    expect(pathText(path)).toBe(text);
  });

  it.each([
    ['exponental', 'exponential'],
    ['Fixed', 'fixed'],
    ['fixde', 'fixed'],
    ['fidex', undefined],
    ['Expnoetnial', 'exponential'],
    ['fixd', 'fixed'],
    ['banana', undefined],
    ['', undefined],
  ])('%j is near %j', (word, name) => {
    expect(nearestName(word, ['exponential', 'fixed'])).toBe(name);
  });
});
