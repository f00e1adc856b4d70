import { constants } from 'node:os';

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const;
type Signal = (typeof SIGNALS)[number];

const tasks = new Set<() => void>();

/**
 * Has `tidy` done however the process ends, by a signal too; what is returned calls that off. Signals are
 * caught only while there is something to tidy: nobody could end a loop that is too busy to hear of them.
 */
export function whenLeaving(tidy: () => void): () => void {
  if (tasks.size === 0) {
    process.on('exit', tidyUp);
    for (const signal of SIGNALS) process.on(signal, leave);
  }
  tasks.add(tidy);
  return () => {
    if (!tasks.delete(tidy) || tasks.size > 0) return;
    process.off('exit', tidyUp);
    for (const signal of SIGNALS) process.off(signal, leave);
  };
}

function tidyUp(): void {
  for (const tidy of tasks) tidy();
}

/** With the exit code that a shell gives to the signal. Who else listens to it knows better what to do. */
function leave(signal: Signal): void {
  if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal]);
}
