import type { Failure } from '../../../resilience/failure.ts';
import { tableOf } from '../failure-table.ts';

/** The failures after which another way is worth a try. */
const WORTH_ANOTHER_WAY: readonly Failure[] = ['error', 'timeout', 'blocked', 'rejected'];

/** For each outcome, whether another way is worth a try after it. */
export const TRIES_ANOTHER_WAY = tableOf(WORTH_ANOTHER_WAY);
