/** Told of errors that listeners throw, with the name of the event. */
export type OnListenerError<Name extends string = string> = (
  error: unknown,
  event: Name,
) => unknown;

export type Listener<Event> = (event: Event) => unknown;

/** Tells listeners, and stands between their errors and the call that they hear of. */
export class Announcer<Events extends object> {
  private listeners: { [Name in keyof Events]?: readonly Listener<Events[Name]>[] } = {};
  private readonly onListenerError: OnListenerError<keyof Events & string>;

  constructor(onListenerError: OnListenerError<keyof Events & string> = () => {}) {
    this.onListenerError = onListenerError;
  }

  /** Returns how to stop listening. */
  on<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): () => void {
    // Its own entry each time, so that one listener registered twice is let go one at a time.
    const entry: Listener<Events[Name]> = (event) => listener(event);
    this.replace(name, [...this.heard(name), entry]);
    return () =>
      this.replace(
        name,
        this.heard(name).filter((other) => other !== entry),
      );
  }

  /** Whether anybody listens: an event that nobody hears need not be made. */
  has(name: keyof Events): boolean {
    return this.listeners[name] !== undefined;
  }

  emit<Name extends keyof Events & string>(name: Name, event: Events[Name]): void {
    for (const listener of this.heard(name)) {
      harmless(
        () => listener(event),
        (error) => harmless(() => this.onListenerError(error, name)),
      );
    }
  }

  private heard<Name extends keyof Events>(name: Name): readonly Listener<Events[Name]>[] {
    return this.listeners[name] ?? [];
  }

  private replace<Name extends keyof Events>(
    name: Name,
    listeners: readonly Listener<Events[Name]>[],
  ): void {
    const { [name]: _, ...others } = this.listeners;
    const added = listeners.length === 0 ? {} : { [name]: listeners };
    this.listeners = { ...others, ...added } as typeof this.listeners;
  }
}

/** Calls what is not ours: whether it throws or rejects, only `onError` hears of it. */
export function harmless(act: () => unknown, onError: (error: unknown) => void = () => {}): void {
  try {
    const returned = act();
    if (returned instanceof Promise) returned.catch(onError);
  } catch (error) {
    onError(error);
  }
}
