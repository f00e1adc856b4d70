import { everyPolicy, nestedIn, type Pipeline, type Policy } from '../../resilience/pipeline.ts';
import type { CallNode, Graph, LinkNode, ServiceNode } from './graph.ts';
import type { CallSettings, ServiceBlock, Services } from './services-settings.ts';

/** The services that a call may come to, those of its backups included. */
export function targetsOf(call: CallSettings): string[] {
  const links = 'route' in call ? call.links : [call];
  return links.flatMap(({ to, pipeline }) => [to, ...backupsIn(pipeline)]);
}

function backupsIn(pipeline: Pipeline): string[] {
  return everyPolicy(pipeline).flatMap((policy) => backupOf(policy) ?? []);
}

/** The service that a fallback of kind `backup` turns to; undefined of other policies. */
export function backupOf(policy: Policy): string | undefined {
  if (policy.policy !== 'fallback' || policy.settings.kind !== 'backup') return undefined;
  return policy.settings.to;
}

/**
 * The graph that a scenario's `services` mean. Every name is known, no service calls itself by way of
 * others, and orders arrive at `front`.
 */
export function compile(services: Services, front: string): Graph {
  const names = [front, ...Object.keys(services).filter((name) => name !== front)];
  const compiler = new Compiler(services, names);
  return {
    services: names.map((name) => compiler.service(name)),
    gateways: compiler.gateways(front).map((name) => names.indexOf(name)),
  };
}

class Compiler {
  private readonly services: Services;
  private readonly names: readonly string[];

  constructor(services: Services, names: readonly string[]) {
    this.services = services;
    this.names = names;
  }

  service(name: string): ServiceNode {
    const {
      instances: _,
      regions,
      balance,
      outlierDetection,
      charges,
      fee,
      feePerCharge,
      calls,
      ...settings
    } = this.services[name]!;
    return {
      name,
      luck: `${name} `,
      instances: instancesOf(this.services[name]!),
      regions,
      balance,
      isTimed: true,
      outlierDetection,
      settings: { ...settings, latency: settings.latency },
      charges,
      fee: { share: fee, cents: Math.round(feePerCharge * 100) },
      calls: calls.map((call, turn) => this.call(name, call, turn)),
    };
  }

  /** The services that charge, in the order of the file; where none does, the last to be called in turn. */
  gateways(front: string): string[] {
    const charging = this.reachedFrom(front).filter((name) => this.services[name]!.charges);
    return charging.length > 0 ? charging : [this.lastCalledFrom(front)];
  }

  private call(from: string, call: CallSettings, turn: number): CallNode {
    const isEssential = this.isEssential(from, call, turn);
    if (!('route' in call)) return this.link(from, call.to, call.pipeline, isEssential);
    return {
      route: call,
      ways: call.links.map(({ to, pipeline, weight }) => ({
        link: this.link(from, to, pipeline, isEssential),
        weight,
      })),
      luck: `route ${turn} of ${from} `,
      isEssential,
    };
  }

  private link(from: string, to: string, pipeline: Pipeline, isEssential: boolean): LinkNode {
    const backups = pipeline.flatMap((policy, place): [number, LinkNode][] => {
      const backup = backupOf(policy);
      if (backup === undefined) return [];
      return [[place, this.link(from, backup, nestedIn(policy), isEssential)]];
    });
    return {
      to: this.names.indexOf(to),
      pipeline,
      backups: new Map(backups),
      luck: `${from} to ${to} `,
      isEssential,
    };
  }

  /** A request cannot do without the call that pays; where none does, without the last. */
  private isEssential(from: string, call: CallSettings, turn: number): boolean {
    const someCharges = this.names.some((name) => this.services[name]!.charges);
    if (!someCharges) return turn === this.services[from]!.calls.length - 1;
    return targetsOf(call).some((to) =>
      this.reachedFrom(to).some((name) => this.services[name]!.charges),
    );
  }

  private reachedFrom(front: string): string[] {
    return reachedFrom(this.services, front);
  }

  private lastCalledFrom(front: string): string {
    const last: CallSettings | undefined = this.services[front]!.calls.at(-1);
    return last === undefined ? front : this.lastCalledFrom(targetsOf(last)[0]!);
  }
}

/** Instances of a service in all regions where it stands. */
export function instancesOf({ instances, regions }: ServiceBlock): number {
  return instances * Math.max(1, regions.length);
}

/** The service itself and every service that its requests may come to. */
export function reachedFrom(services: Services, front: string): string[] {
  const reached = new Set<string>();
  const visit = (name: string): void => {
    const block: ServiceBlock | undefined = services[name];
    if (block === undefined || reached.has(name)) return;
    reached.add(name);
    for (const to of block.calls.flatMap(targetsOf)) visit(to);
  };
  visit(front);
  return [...reached];
}
