import type { SurroundingsOf } from './disturbance.ts';
import type { Ground } from './ground.ts';
import type { Window } from './window.ts';

/** What surrounds entries of a graph, by what each happens to. */
export function surroundingsIn(
  { services, ways, sharers }: Ground,
  { stepMs }: Pick<Window, 'stepMs'>,
): SurroundingsOf {
  const none = { failureRate: 0, networkMs: 0, instances: 1, wayMs: 0, nodes: 0, stepMs };
  return (on) => {
    if (on === undefined) return none;
    if ('from' in on) {
      const ends = [on.from, on.to];
      const way = ways.find(({ from, to }) => ends.includes(from) && ends.includes(to));
      return { ...none, wayMs: way!.delayMs };
    }
    const { nodes = 0 } = sharers.find(({ name }) => name === on.service) ?? {};
    const service = services.find(({ name }) => name === on.service);
    // The circuits of the front door are shared by what can be struck though it cannot.
    if (service === undefined) return { ...none, nodes };
    const { instances, networkMs, failureRateOf } = service;
    const failureRate = failureRateOf[on.class ?? ''] ?? service.failureRate;
    return { ...none, failureRate, networkMs, instances, nodes };
  };
}
