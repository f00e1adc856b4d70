/** A broken promise of our own code: never a user's mistake, never a modelled failure. */
export class Bug extends Error {
  override readonly name = 'Bug';
}

/** `message` is asked for where the promise is broken: most promises are kept, and words cost more than looking. */
export function assert(condition: boolean, message: () => string): asserts condition {
  if (!condition) throw new Bug(message());
}

/** Ends a `switch` over a union: a new member that nobody handles does not compile. */
export function assertNever(value: never): never {
  throw new Bug(`unhandled value ${JSON.stringify(value)}`);
}
