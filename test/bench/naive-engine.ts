/**
 * The engine that one writes first: a heap of event objects with closures, an object per order, arrays of
 * latencies that are sorted for the quantiles. It runs the same M/M/c model with client timeouts and
 * failures, tick by tick, of one service or several in a row, each of one instance or many, and stands here
 * so that our figures mean something on any machine.
 */
interface Event {
  readonly at: number;
  readonly order: number;
  readonly act: () => void;
}

class EventHeap {
  private readonly events: Event[] = [];

  push(event: Event): void {
    const { events } = this;
    let i = events.push(event) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!isBefore(event, events[parent]!)) break;
      events[i] = events[parent]!;
      i = parent;
    }
    events[i] = event;
  }

  pop(): Event | undefined {
    const { events } = this;
    const first = events[0];
    const last = events.pop();
    if (first === undefined || last === undefined || events.length === 0) return first;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= events.length) break;
      if (child + 1 < events.length && isBefore(events[child + 1]!, events[child]!)) child++;
      if (!isBefore(events[child]!, last)) break;
      events[i] = events[child]!;
      i = child;
    }
    events[i] = last;
    return first;
  }
}

const isBefore = (a: Event, b: Event): boolean =>
  a.at < b.at || (a.at === b.at && a.order < b.order);

export interface NaiveSettings {
  readonly ratePerMs: number;
  readonly meanServiceMs: number;
  /** In a row: an order goes from one to the next. */
  readonly services: number;
  /** Of each service; orders go to them by turns. */
  readonly instances: number;
  /** Of each instance. */
  readonly servers: number;
  readonly timeoutMs: number;
  readonly failureRate: number;
  readonly durationMs: number;
  readonly tickMs: number;
}

interface Instance {
  busy: number;
  readonly waiting: (() => void)[];
}

/** Runs the model and returns how many orders arrived and how many events ran. */
export function runNaively(
  settings: NaiveSettings,
  random: () => number,
): { orders: number; events: number } {
  const heap = new EventHeap();
  const services = Array.from({ length: settings.services }, () =>
    Array.from({ length: settings.instances }, (): Instance => ({ busy: 0, waiting: [] })),
  );
  const ticks: { paid: number; failed: number; latencies: number[] }[] = [];
  let now = 0;
  let scheduled = 0;
  let events = 0;
  let orders = 0;

  const exponential = (mean: number): number => -mean * Math.log(1 - random());
  const schedule = (delay: number, act: () => void): void =>
    heap.push({ at: now + delay, order: scheduled++, act });
  const tickNow = () => {
    const index = Math.floor(now / settings.tickMs);
    ticks[index] ??= { paid: 0, failed: 0, latencies: [] };
    return ticks[index];
  };

  const arrive = (): void => {
    orders++;
    schedule(exponential(1 / settings.ratePerMs), arrive);
    const order = { arrivedAt: now, ended: false };
    const end = (paid: boolean): void => {
      if (order.ended) return;
      order.ended = true;
      const tick = tickNow();
      if (paid) tick.paid++;
      else tick.failed++;
      tick.latencies.push(now - order.arrivedAt);
    };
    const turn = orders % settings.instances;
    const enter = (service: number): void => {
      const instance = services[service]![turn]!;
      const serve = (): void => {
        instance.busy++;
        schedule(exponential(settings.meanServiceMs), () => {
          instance.busy--;
          instance.waiting.shift()?.();
          if (random() < settings.failureRate) end(false);
          else if (service + 1 === services.length) end(true);
          else enter(service + 1);
        });
      };
      if (instance.busy < settings.servers) serve();
      else instance.waiting.push(serve);
    };
    schedule(settings.timeoutMs, () => end(false));
    enter(0);
  };

  schedule(0, arrive);
  for (
    let event = heap.pop();
    event !== undefined && event.at < settings.durationMs;
    event = heap.pop()
  ) {
    now = event.at;
    events++;
    event.act();
  }
  for (const tick of ticks) tick?.latencies.sort((a, b) => a - b);
  return { orders, events };
}
