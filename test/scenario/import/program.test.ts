import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Call, literalText } from '../../../src/scenario/import/literal.ts';
import { readProgram } from '../../../src/scenario/import/program.ts';

/** The first call of a program as it was read. */
function firstCall(text: string, hash: 'comment' | 'name' = 'name'): string {
  const [call] = readProgram(text, hash).calls;
  return call === undefined ? 'none' : literalText(call);
}

/** What a name of a program stands for. */
function value(text: string, name: string): string {
  return literalText(readProgram(text, 'name').names.get(name));
}

describe('a program is read as text', () => {
  it.each([
    ['f(1, 2.5, -3)', 'f(1, 2.5, -3)'],
    ['f("a", \'b\', `c`)', 'f(a, b, c)'],
    ['f(1_000, 5 * 60 * 1000, 2 * 500 + 1)', 'f(1000, 300000, 1001)'],
    ['f(true, None, nil)', 'f(true, null, null)'],
    ['f([1, [2]], {a: 1, "b": {c: 2}})', 'f([1, [2]], { a: 1, b: { c: 2 } })'],
    ['new a.B(1)', 'a.B(1)'],
    ['f(a=1, b=2)', 'f(a: 1, b: 2)'],
    ['f(:sym, :a => 1, b: 2)', 'f(sym, a: 1, b: 2)'],
    ['Settings{Timeout: 30 * time.Second}', 'Settings(Timeout: 30000000000)'],
    ['new O { A = 1, B = T.S(2) }', 'O(A: 1, B: T.S(2))'],
    ['new O() { A = 1 }', 'O(A: 1)'],
    ['f((x) => x * 2, y => { return 3; })', 'f((x) => x * 2, y => { return 3; })'],
    ['f(function () { g(); }, 1)', 'f(function () { g(); }, 1)'],
    ['f(a.b, c)', 'f(a.b, c)'],
    ['A.<B>builder()', 'A.builder()'],
    ['f<A, B<C>>(1)', 'f(1)'],
    ['f(1, // two\n 2 /* three */)', 'f(1, 2)'],
    [
      'f({ g(a) { return a; }, ...rest, short })',
      'f({ g: g(a) { return a; }, ...rest: ...rest, short: short })',
    ],
    ['f({ __proto__: 1, constructor: 2 })', 'f({ constructor: 2, __proto__: __proto__: 1 })'],
  ])('%s', (text, expected) => {
    expect(firstCall(text)).toBe(expected);
  });

  it('knows the comments of Python and Ruby, and the private names of JavaScript', () => {
    expect(firstCall('# f(1)\ng(2)', 'comment')).toBe('g(2)');
    expect(value('this.#limit = 5', '#limit')).toBe('5');
  });

  it.each([
    ['const a = { b: 1 };', 'a', '{ b: 1 }'],
    ['export const a: T.Options = { b: 1 };', 'a', '{ b: 1 }'],
    ['private static final Breaker<T> a = make(1);', 'a', 'make(1)'],
    ['a := pkg.Settings{B: 1}', 'a', 'pkg.Settings(B: 1)'],
    ['const MS = 1000; const a = 3 * MS;', 'a', '3000'],
  ])('%s', (text, name, expected) => {
    expect(value(text, name)).toBe(expected);
  });

  it('finds the calls inside of others, and what is called on a result', () => {
    const { calls } = readProgram('outer(inner(1)).then(2).last(3)', 'name');
    expect(calls.map(({ name }) => name)).toEqual(['outer', 'inner']);
    expect(calls[0]!.chain.map(literalText)).toEqual(['then(2)', 'last(3)']);
  });

  it('reads whatever there is, without end or error', () => {
    const piece = fc.constantFrom(
      ...'(){}[]<>=:,.;"\'`#/*+-'.split(''),
      ' ',
      '\n',
      'f',
      '1',
      'new',
      '=>',
    );
    const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom('comment' as const, 'name' as const), (program, hash) => {
        for (const call of readProgram(program, hash).calls) expect(call).toBeInstanceOf(Call);
      }),
    );
  });
});
