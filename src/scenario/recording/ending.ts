import { FAILING_STATUSES, failureIn } from '../../adapters/http/status.ts';

/** How a request ended. */
export type Ending = 'served' | 'declined' | 'failed';

/** nginx: the client had gone before there was an answer. */
export const CLIENT_GONE = 499;

/** What a status of HTTP tells: a failure of the service, a no of a service at work, or neither. */
export function endingOfStatus(status: number): Ending {
  if (status === CLIENT_GONE || failureIn(status, FAILING_STATUSES) !== undefined) return 'failed';
  return status >= 400 ? 'declined' : 'served';
}
