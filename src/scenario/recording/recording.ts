import { type Latency, together } from './latency.ts';

/** What was written down of one stretch of time. */
export interface Step {
  /** Requests that came; of sources that tell a rate not a whole number. */
  readonly requests: number;
  readonly failed: number;
  /** The service worked and said no. */
  readonly declined: number;
  /** Of all requests that ended; like the two below null where nothing is known. */
  readonly latency: Latency | null;
  /** Of those that were served; where the source does not tell them apart, of all. */
  readonly served: Latency | null;
  readonly failing: Latency | null;
}

/** A real incident: what was written down of requests, step by step, all steps of one width. */
export interface Recording {
  /** `access log`, `CSV`, `Prometheus` */
  readonly kind: string;
  /** The file, or the address. */
  readonly name: string;
  /** Of the first step, in ms since 1970; null where the source counts from a beginning of its own. */
  readonly startMs: number | null;
  readonly stepMs: number;
  readonly steps: readonly Step[];
  /** Whether requests were counted one by one, so that their scatter is that of the requests. */
  readonly isCounted: boolean;
  readonly account: RecordingAccount;
}

/** How the source was read: sentences or phrases, each on a line of its own. */
export interface RecordingAccount {
  readonly read: readonly string[];
  readonly assumed: readonly string[];
  readonly leftOut: readonly string[];
}

/** More steps than a person wants to see, and than change points are looked for among. */
const MOST_STEPS = 480;

/** Steps as one. */
export function stepsTogether(steps: readonly Step[]): Step {
  const sum = (read: (step: Step) => number) => steps.reduce((all, step) => all + read(step), 0);
  return {
    requests: sum(({ requests }) => requests),
    failed: sum(({ failed }) => failed),
    declined: sum(({ declined }) => declined),
    latency: together(steps.map(({ latency }) => latency)),
    served: together(steps.map(({ served }) => served)),
    failing: together(steps.map(({ failing }) => failing)),
  };
}

/** The same in steps that are a whole number of times wider, where there are too many. */
export function inFewerSteps(recording: Recording, most = MOST_STEPS): Recording {
  const { steps, stepMs } = recording;
  const factor = Math.ceil(steps.length / most);
  if (factor <= 1) return recording;
  const whole = Math.floor(steps.length / factor);
  return {
    ...recording,
    stepMs: stepMs * factor,
    // A last step that is not whole would look like a fall of the rate.
    steps: Array.from({ length: whole }, (_, i) =>
      stepsTogether(steps.slice(i * factor, (i + 1) * factor)),
    ),
  };
}

/** A step in which nothing came. */
export const EMPTY_STEP: Step = {
  requests: 0,
  failed: 0,
  declined: 0,
  latency: null,
  served: null,
  failing: null,
};
