import type { Attack } from './attack.ts';
import { CALLS } from './calls.ts';
import { FILES } from './files.ts';
import { LANGUAGE } from './language.ts';
import { RESULTS } from './results.ts';

/** Every class of attack; a new one is an entry in its file. */
export const ATTACKS: readonly Attack[] = [...FILES, ...LANGUAGE, ...RESULTS, ...CALLS];
