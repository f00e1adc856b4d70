import type { Seen } from '../../model/observed/observation.ts';

/** Told what is seen, now or, of a transition, at an instant of the library's clock. */
export type See = (seen: Seen, clockMs?: number) => void;
