import type { Result } from '../../src/experiment/result.ts';

/** Something that a story says of its scenario, and that has to hold whatever the luck. */
export interface Claim {
  readonly says: string;
  /** As `--set` takes them, where the story suggests a change. */
  readonly given?: readonly string[];
  readonly holds: (run: Result) => boolean;
  /** Of the ten seeds; left out, all. */
  readonly seeds?: { readonly atLeast: number; readonly atMost: number };
}
