import { EXIT } from './exit-code.ts';

/** Ctrl-C: asked once, a run stops and tells what it knows; asked again, the process ends at once. */
export interface Interruption {
  readonly requested: boolean;
  /** Settles when it is requested, for who waits for something else meanwhile. */
  readonly whenRequested: Promise<void>;
  /** Gives Ctrl-C back its usual meaning. */
  release(): void;
}

export function heedInterruption(signals: readonly NodeJS.Signals[] = ['SIGINT']): Interruption {
  let wake = (): void => {};
  const interruption = {
    requested: false,
    whenRequested: new Promise<void>((resolve) => {
      wake = resolve;
    }),
    release: () => {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
  function onSignal() {
    if (interruption.requested) process.exit(EXIT.interrupted);
    interruption.requested = true;
    wake();
  }
  for (const signal of signals) process.on(signal, onSignal);
  return interruption;
}
