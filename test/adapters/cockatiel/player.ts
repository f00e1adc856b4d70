import type * as cockatiel from 'cockatiel';

export type Library = typeof cockatiel;
type Policy = cockatiel.IPolicy<cockatiel.IDefaultPolicyContext, unknown>;

/** A policy of either library, with what of it is watched: its events and its fields, by their names. */
export interface Watched {
  readonly policy: Policy;
  readonly events: Readonly<Record<string, unknown>>;
  readonly fields?: () => readonly unknown[];
  readonly breaker?: cockatiel.CircuitBreakerPolicy;
}

/** The runs of one call: how the one that goes on may be ended. */
interface Run {
  readonly end: (outcome: Outcome) => void;
}

/** How a run ends: with a result that is a number, or with an error of this name. */
export type Outcome = number | 'Error' | 'TypeError';

const ERRORS = { Error, TypeError } as const;

/** One of the two libraries at work, with all that can be seen of it as a text a step. */
export class Player {
  readonly watched: Watched;
  /** The runs that began in this step. */
  begun: number[] = [];
  private readonly runs = new Map<number, Run>();
  private readonly controllers = new Map<number, AbortController>();
  private log: string[] = [];
  private isolation: { dispose(): void } | undefined;

  constructor(library: Library, make: (library: Library) => Watched) {
    this.watched = make(library);
    for (const [name, event] of Object.entries(this.watched.events)) {
      (event as cockatiel.Event<unknown>)((told) => this.log.push(`${name} ${shown(told)}`));
    }
  }

  get state(): number | undefined {
    return this.watched.breaker?.state;
  }

  start(call: number): void {
    const controller = new AbortController();
    this.controllers.set(call, controller);
    const task = ({ signal, ...context }: { signal: AbortSignal }): Promise<number> =>
      new Promise((resolve, reject) => {
        this.log.push(`runs ${call} ${JSON.stringify(context)} ${signal.aborted}`);
        this.begun.push(call);
        this.runs.set(call, {
          end: (outcome) => {
            if (typeof outcome === 'number') resolve(outcome);
            else reject(new ERRORS[outcome](`bad ${call}`));
          },
        });
      });
    this.watched.policy.execute(task as never, controller.signal).then(
      (value) => this.log.push(`${call} resolves ${shown(value)}`),
      (error: unknown) => this.log.push(`${call} rejects ${shown(error)}`),
    );
  }

  end(call: number, outcome: Outcome): void {
    this.runs.get(call)?.end(outcome);
  }

  abort(call: number): void {
    this.controllers.get(call)?.abort();
  }

  /** Holds the circuit open, or lets go. */
  isolate(): void {
    if (this.isolation === undefined) {
      this.isolation = this.watched.breaker?.isolate();
      return;
    }
    this.isolation.dispose();
    this.isolation = undefined;
  }

  /** What has happened since, and how it stands. */
  told(): string {
    const { breaker, fields } = this.watched;
    const told = [
      ...this.log.sort(),
      ...(breaker === undefined
        ? []
        : [`${breaker.state} ${shown(breaker.lastFailure)}, ${kept(breaker)}`]),
      ...(fields?.() ?? []),
    ];
    this.log = [];
    this.begun = [];
    return told.join('\n');
  }
}

function kept(breaker: cockatiel.CircuitBreakerPolicy): string {
  const { ownState } = breaker.toJSON() as { ownState: object };
  return shown(ownState);
}

function shown(told: unknown): string {
  if (told instanceof Error) return `${told.constructor.name}: ${told.message}`;
  if (typeof told !== 'object' || told === null) return String(told);
  return Object.entries(told)
    .map(([key, value]) => `${key} ${shown(value)}`)
    .sort()
    .join(', ');
}
