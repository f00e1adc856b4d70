import type { Change, PaymentServiceSettings } from '../model/service/payment-settings.ts';
import type { CallSettings } from '../model/topology/services-settings.ts';
import type { Policy } from '../resilience/pipeline.ts';
import type { ArmSettings, Scenario } from './schema.ts';

/**
 * The same scenario for a smaller machine: `share` (above 0, up to 1) of the orders, and of all that makes room
 * for them. What each order meets stays as it is, and so do the settings of breakers: one that counts calls
 * comes to its minimum later. A limit is at least 1.
 */
export function scaled(scenario: Scenario, share: number): Scenario {
  if (share === 1) return scenario;
  const policyOf = policyScaler(share);
  return {
    ...scenario,
    ...scaledArm(scenario, share, policyOf),
    traffic: scaledTraffic(scenario.traffic, share),
    arms: scenario.arms.map((arm) => ({
      ...arm,
      settings: scaledArm(arm.settings, share, policyOf),
    })),
  };
}

type PolicyScaler = (policy: Policy) => Policy;

/** A policy that stands in several places stays one: arms know by that which policies they keep. */
function policyScaler(share: number): PolicyScaler {
  const known = new Map<Policy, Policy>();
  return (policy) => {
    const made = known.get(policy) ?? scaledPolicy(policy, share);
    known.set(policy, made);
    return made;
  };
}

const limit = (value: number, share: number): number => Math.max(1, Math.round(value * share));

/** Of a block, these limits; what is left out is no limit, and stays none. */
function thinned<Block extends object>(
  block: Block,
  share: number,
  keys: readonly (keyof Block)[],
): Block {
  const scaledKeys = keys.flatMap((key) => {
    const value = block[key];
    return typeof value === 'number' ? [[key, value === 0 ? 0 : limit(value, share)]] : [];
  });
  return { ...block, ...Object.fromEntries(scaledKeys) };
}

function scaledTraffic(traffic: Scenario['traffic'], share: number): Scenario['traffic'] {
  switch (traffic.arrivals) {
    case 'closed':
      return thinned(traffic, share, ['clients', 'orders']);
    case 'trace': {
      const { instantsMs, amountCents, timeUnit } = traffic.recorded;
      const kept = (_: number, place: number) =>
        Math.floor((place + 1) * share) > Math.floor(place * share);
      const recorded = {
        instantsMs: instantsMs.filter(kept),
        amountCents: amountCents?.filter(kept) ?? null,
        timeUnit,
      };
      return { ...traffic, recorded };
    }
    default: {
      const { startRate, stages } = traffic;
      return {
        ...traffic,
        startRate: startRate * share,
        stages: stages.map((stage) => ({ ...stage, target: stage.target * share })),
      };
    }
  }
}

function scaledArm<Settings extends ArmSettings>(
  settings: Settings,
  share: number,
  policyOf: PolicyScaler,
): Settings {
  const { orderService, paymentService, backupService, services } = settings;
  return {
    ...settings,
    orderService: {
      ...thinned(orderService, share, ['workers', 'backlog']),
      pipeline: orderService.pipeline.map(policyOf),
    },
    paymentService: scaledService(paymentService, share),
    ...(backupService !== undefined && { backupService: scaledService(backupService, share) }),
    ...(services !== undefined && {
      services: Object.fromEntries(
        Object.entries(services).map(([name, service]) => [
          name,
          { ...scaledService(service, share), calls: service.calls.map(callScaler(policyOf)) },
        ]),
      ),
    }),
  };
}

function callScaler(policyOf: PolicyScaler) {
  const linkOf = <Link extends { readonly pipeline: readonly Policy[] }>(link: Link): Link => ({
    ...link,
    pipeline: link.pipeline.map(policyOf),
  });
  return (call: CallSettings): CallSettings =>
    'route' in call ? { ...call, links: call.links.map(linkOf) } : linkOf(call);
}

type Working = Pick<PaymentServiceSettings, 'capacity' | 'queue' | 'slowdown' | 'script'>;

/** With fewer payments in progress each of them weighs more: congestion is the same. */
function scaledService<Service extends Working>(service: Service, share: number): Service {
  return {
    ...thinned(service, share, ['capacity', 'queue']),
    slowdown: service.slowdown / share,
    script: service.script.map((entry) => ({
      ...entry,
      ...(entry.capacity !== undefined && { capacity: scaledChange(entry.capacity, share) }),
      ...(entry.queue !== undefined && { queue: scaledChange(entry.queue, share) }),
      ...(entry.slowdown?.kind === 'set' && {
        slowdown: { ...entry.slowdown, value: entry.slowdown.value / share },
      }),
    })),
  };
}

function scaledChange(change: Change<number>, share: number): Change<number> {
  if (change.kind !== 'set') return change;
  return { ...change, value: change.value === 0 ? 0 : limit(change.value, share) };
}

function scaledPolicy(one: Policy, share: number): Policy {
  switch (one.policy) {
    case 'bulkhead':
      return { ...one, settings: thinned(one.settings, share, ['calls', 'queue']) };
    case 'rateLimit': {
      const { rate } = one.settings;
      return {
        ...one,
        settings: { ...thinned(one.settings, share, ['burst']), rate: rate * share },
      };
    }
    case 'concurrencyLimit':
      return { ...one, settings: thinned(one.settings, share, ['initial', 'min', 'max']) };
    case 'fallback': {
      const { settings } = one;
      if (settings.kind !== 'defer') return one;
      const room = thinned(settings, share, ['capacity']);
      return { ...one, settings: { ...room, drain: settings.drain * share } };
    }
    default:
      return one;
  }
}
