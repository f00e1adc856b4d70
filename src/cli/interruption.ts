import { EXIT } from './exit-code.ts';

/** Ctrl-C: asked once, a run stops and tells what it knows; asked again, the process ends at once. */
export interface Interruption {
  readonly requested: boolean;
  /** Gives Ctrl-C back its usual meaning. */
  release(): void;
}

export function heedInterruption(): Interruption {
  const interruption = { requested: false, release: () => void process.off('SIGINT', onSignal) };
  function onSignal() {
    if (interruption.requested) process.exit(EXIT.interrupted);
    interruption.requested = true;
  }
  process.on('SIGINT', onSignal);
  return interruption;
}
