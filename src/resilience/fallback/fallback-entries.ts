import * as v from 'valibot';
import { failureClasses } from '../failure-class.ts';

/** What every kind of fallback has. */
export const fallbackEntries = {
  on: v.optional(v.pipe(failureClasses, v.description('The failures that it steps in for')), [
    'error',
    'timeout',
    'blocked',
    'rejected',
  ]),
};
