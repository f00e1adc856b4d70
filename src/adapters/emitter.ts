import { harmless } from '../resilience/announcer.ts';

export type EventListener<Args extends readonly unknown[]> = (...args: Args) => unknown;

/** Events by their names, each with what its listeners are given. */
export type EventTable = Readonly<Record<string, readonly unknown[]>>;

/**
 * As much of Node's EventEmitter as users of a breaker call, with one difference: what a listener throws reaches
 * nobody, for a listener must not break a call.
 */
export class Emitter<Events extends EventTable> {
  private listeners = new Map<keyof Events, readonly EventListener<never>[]>();

  on<Name extends keyof Events>(name: Name, listener: EventListener<Events[Name]>): this {
    this.listeners.set(name, [...this.heard(name), listener]);
    return this;
  }

  once<Name extends keyof Events>(name: Name, listener: EventListener<Events[Name]>): this {
    const entry: EventListener<Events[Name]> = (...args) => {
      this.off(name, entry);
      return listener(...args);
    };
    return this.on(name, entry);
  }

  off<Name extends keyof Events>(name: Name, listener: EventListener<Events[Name]>): this {
    const heard = this.heard(name);
    const place = heard.lastIndexOf(listener);
    this.listeners.set(
      name,
      heard.filter((_, other) => other !== place),
    );
    return this;
  }

  addListener<Name extends keyof Events>(name: Name, listener: EventListener<Events[Name]>): this {
    return this.on(name, listener);
  }

  removeListener<Name extends keyof Events>(
    name: Name,
    listener: EventListener<Events[Name]>,
  ): this {
    return this.off(name, listener);
  }

  removeAllListeners(name?: keyof Events): this {
    if (name === undefined) this.listeners.clear();
    else this.listeners.delete(name);
    return this;
  }

  listenerCount(name: keyof Events): number {
    return this.heard(name).length;
  }

  emit<Name extends keyof Events>(name: Name, ...args: Events[Name]): boolean {
    const heard = this.heard(name) as readonly EventListener<Events[Name]>[];
    for (const listener of heard) harmless(() => listener(...args));
    return heard.length > 0;
  }

  private heard(name: keyof Events): readonly EventListener<never>[] {
    return this.listeners.get(name) ?? [];
  }
}
