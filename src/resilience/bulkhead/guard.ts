import type * as v from 'valibot';
import { decode } from '../../kernel/settings.ts';
import { type Guard, NEVER, whenAborted } from '../guard.ts';
import { RejectedError } from '../rejected-error.ts';
import { Bulkhead } from './bulkhead.ts';
import { bulkheadSettings } from './settings.ts';

/**
 * Lets so many tasks run at once and so many wait, first come, first served; the others fail with a
 * RejectedError. Throws SettingsError if a setting is wrong.
 */
export function bulkhead(settings: v.InferInput<typeof bulkheadSettings> = {}): Guard {
  const places = new Bulkhead(decode(bulkheadSettings, settings));
  const line: (() => void)[] = [];

  const enter = (signal: AbortSignal): Promise<void> | undefined => {
    switch (places.ask()) {
      case 'enter':
        return undefined;
      case 'wait':
        return queued(signal);
      case 'reject':
        throw new RejectedError('bulkhead');
    }
  };

  const queued = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const stopListening = whenAborted(signal, () => {
        line.splice(line.indexOf(proceed), 1);
        places.stopWaiting();
        reject(signal.reason as Error);
      });
      const proceed = (): void => {
        stopListening();
        resolve();
      };
      line.push(proceed);
    });

  return {
    async execute(task, { signal = NEVER } = {}) {
      signal.throwIfAborted();
      const turn = enter(signal);
      if (turn !== undefined) await turn;
      try {
        return await task(signal);
      } finally {
        if (places.leave()) line.shift()!();
      }
    },
  };
}
