import { harmless } from '../../resilience/announcer.ts';
import { TaskCancelledError } from './errors.ts';

export interface Disposable {
  dispose(): void;
}

/** Calls the listener whenever it happens, until what it returns is disposed of. */
export type Event<Told> = (listener: (told: Told) => void) => Disposable;

export const Event = {
  /** Hears of it once. */
  once<Told>(event: Event<Told>, listener: (told: Told) => void): Disposable {
    let isOver = false;
    const registered: { now?: Disposable } = {};
    registered.now = event((told) => {
      if (isOver) return;
      isOver = true;
      registered.now?.dispose();
      listener(told);
    });
    // It may happen while the listener is being registered.
    if (isOver) registered.now.dispose();
    return registered.now;
  },

  /** Resolves once it happens; rejects with a TaskCancelledError once the signal aborts. */
  toPromise<Told>(event: Event<Told>, signal?: AbortSignal): Promise<Told> {
    if (signal?.aborted === true) return Promise.reject(new TaskCancelledError());
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        registered.dispose();
        reject(new TaskCancelledError());
      };
      signal?.addEventListener('abort', cancel, { once: true });
      const registered = Event.once(event, (told) => {
        signal?.removeEventListener('abort', cancel);
        resolve(told);
      });
    });
  },
} as const;

/** Tells its listeners. What one of them throws reaches nobody: a listener must not break a call. */
export class EventEmitter<Told> {
  private listeners: readonly ((told: Told) => void)[] = [];

  readonly addListener: Event<Told> = (listener) => {
    const entry = (told: Told): void => listener(told);
    this.listeners = [...this.listeners, entry];
    return {
      dispose: () => {
        this.listeners = this.listeners.filter((other) => other !== entry);
      },
    };
  };

  get size(): number {
    return this.listeners.length;
  }

  emit(told: Told): void {
    for (const listener of this.listeners) harmless(() => listener(told));
  }
}
