/** Guards at both ends of HTTP: calls through `fetch` or undici, and servers that say when they are back. */

export { type Deadline, deadlineFrom, deadlineIn } from './http/deadline.ts';
export {
  type FetchLike,
  type FetchTerms,
  type GuardedInit,
  guardedFetch,
} from './http/guarded-fetch.ts';
export { type GuardedOptions, guardedRequest, type RequestLike } from './http/guarded-request.ts';
export {
  expressCircuit,
  expressRefusals,
  fastifyCircuit,
  fastifyRefusals,
  honoCircuit,
  type RefusalTerms,
} from './http/middleware.ts';
export { retryAfterMsOf } from './http/retry-after.ts';
export { HttpStatusError, type StatusJudge } from './http/status.ts';
