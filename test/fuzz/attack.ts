import fc from 'fast-check';

/** One class of attack: what is thrown at the program, and what must be true of its answer. */
export interface Attack {
  readonly name: string;
  /** Cases in the short run beside the tests. */
  readonly few: number;
  readonly property: fc.IRawProperty<unknown>;
}

/** An attack; `withstand` throws where the answer is wrong. */
export function attack<Case>(
  name: string,
  few: number,
  cases: fc.Arbitrary<Case>,
  withstand: (one: Case) => void | Promise<void>,
): Attack {
  const property = fc.asyncProperty(cases, async (one) => {
    await withstand(one);
  });
  return { name, few, property: property as unknown as fc.IRawProperty<unknown> };
}

/** A machine may be busy: far above what an answer takes, far below what a person would wait. */
const PATIENCE_MS = 5_000;

/** What `act` answers; throws where it takes too long. */
export function promptly<Answer>(act: () => Answer): Answer {
  const start = performance.now();
  const answer = act();
  const took = performance.now() - start;
  if (took > PATIENCE_MS) throw new Error(`it took ${Math.round(took)} ms`);
  return answer;
}
