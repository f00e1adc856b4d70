/** opossum's CircuitBreaker on the machine of this library: `import { CircuitBreaker } from 'blackfriday/opossum'`. */

export type { CacheTransport } from './opossum/cache.ts';
export { CircuitBreaker, type OpossumTools } from './opossum/circuit-breaker.ts';
export type { OpossumEvents } from './opossum/events.ts';
export type { KeptState, Options } from './opossum/options.ts';
export { type Stats, Status } from './opossum/status.ts';
