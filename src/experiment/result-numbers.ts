import * as v from 'valibot';

/** The numbers that a result can hold; JSON may hold others, such as 1e999, which is read as Infinity. */

const number = v.pipe(v.number('a number'), v.finite('a number that is finite'));

/** Any: a difference, what a threshold observed. */
export const finite = number;

/** Milliseconds, lengths, quotients. */
export const notNegative = v.pipe(number, v.minValue(0, 'a number not below 0'));

/** Of orders, calls, cents. */
export const whole = v.pipe(notNegative, v.safeInteger('a whole number that counts exactly'));

/** A difference of whole numbers. */
export const wholeDifference = v.pipe(number, v.safeInteger('a whole number that counts exactly'));

/** An object of numbers of one kind. */
export function block<const Key extends string, Schema extends v.GenericSchema<unknown, number>>(
  schema: Schema,
  ...keys: readonly Key[]
) {
  return v.looseObject(
    Object.fromEntries(keys.map((key) => [key, schema])) as Record<Key, Schema>,
    `an object of ${keys.join(', ')}`,
  );
}
