import * as v from 'valibot';
import { refusingLists, settings } from '../../kernel/settings.ts';

/** More are a sweep. */
export const MOST_ARMS = 64;

/** One arm. */
export const armSettings = settings({
  without: v.optional(
    v.pipe(
      v.array(v.string('a policy: by its kind, its name or its path'), 'a list of policies'),
      v.description(
        'Policies taken out: by kind or by name wherever they stand, or one by its path, such as orderService.pipeline.breaker',
      ),
    ),
    [],
  ),
  set: v.optional(
    v.pipe(
      refusingLists(v.record(v.string(), v.unknown(), 'a block of path: value')),
      v.description(
        'Settings changed, as with --set: orderService.pipeline.breaker.open.duration: 2s',
      ),
    ),
    {},
  ),
});

/** Named variants of the scenario, the baseline first. */
export const armsSettings = v.pipe(
  refusingLists(v.record(v.string(), armSettings, 'a block of arms, each under its name')),
  v.description(
    'Variants to compare, each under its name, the baseline first; left out: with and without the breaker',
  ),
);

/** What an arm is, in the language of the file. */
export type ArmWritten = v.InferOutput<typeof armSettings>;

/** A longer name leaves no room for what it is the name of. */
const LONGEST_NAME = 60;
/** They part a name from what follows it, in a threshold, an option or a text. */
const PARTING = /[:,"{}\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** An object's keys would come in another order than the file's. */
const NUMBER = /^\d+$/;
/** No object holds them as keys of its own. */
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];

/** Why an arm cannot be called so, as a phrase after "expected"; undefined where it can. */
export function nameFault(name: string): string | undefined {
  if (name.trim() === '') return 'a name';
  if (name !== name.trim() || /\s{2}/.test(name)) return 'a name without needless spaces';
  if (name.length > LONGEST_NAME) return `a name of at most ${LONGEST_NAME} characters`;
  const parting = PARTING.exec(name)?.[0];
  if (parting !== undefined) return `a name without ${JSON.stringify(parting)}`;
  if (NUMBER.test(name)) return 'a name that is more than a number';
  return FORBIDDEN.includes(name) ? 'another name' : undefined;
}
