import { isBlock, pathText, type SettingPath } from '../../kernel/settings.ts';
import type { Block, Knob, KnobWish } from './knob.ts';
import { pipelineKnobs } from './pipeline-knobs.ts';
import { SCALES } from './scale.ts';
import { scriptKnobs } from './script-knobs.ts';

/** The knobs of a scenario, from its settings with every default filled in, in the order of its file. */
export function knobsOf(settings: Block): Knob[] {
  const wishes = [...scriptKnobs(settings), ...serviceWishes(settings)];
  return [...trafficKnobs(settings.traffic), ...wishes.flatMap(knobOf)];
}

function trafficKnobs(traffic: unknown): Knob[] {
  if (!isBlock(traffic)) return [];
  const group = 'traffic';
  if (traffic.arrivals === 'closed') {
    const path = ['traffic', 'clients'];
    const written = traffic.clients;
    const wish = {
      group,
      label: 'clients',
      scale: 'count',
      path,
      written,
      mayBeNone: false,
    } as const;
    return knobOf(wish);
  }
  const paths = ratePaths(traffic);
  const rates = paths.map((path) => SCALES.rate.read(valueIn({ traffic }, path)) ?? 0);
  const peak = Math.max(0, ...rates);
  if (paths.length === 0 || peak === 0) return [];
  return [
    {
      id: 'load',
      group,
      label: 'peak load',
      value: peak,
      mayBeNone: false,
      scale: 'rate',
      writes: { kind: 'rates', paths },
    },
  ];
}

function ratePaths({ startRate, stages }: Block): SettingPath[] {
  if (startRate === undefined) return [];
  const targets = Array.isArray(stages)
    ? stages.map((_, at) => ['traffic', 'stages', at, 'target'])
    : [];
  return [['traffic', 'startRate'], ...targets];
}

/** Services, and between them the pipelines that guard the ways. */
function serviceWishes(settings: Block): KnobWish[] {
  const { services, orderService, paymentService, backupService } = settings;
  if (isBlock(services)) {
    return Object.entries(services).flatMap(([name, service]) => [
      ...ofService(name, ['services', name], service),
      ...linksIn(service, ['services', name], name),
    ]);
  }
  return [
    ...ofService('payment service', ['paymentService'], paymentService),
    ...ofService('backup service', ['backupService'], backupService),
    ...ofOrders(orderService),
  ];
}

function ofOrders(orderService: unknown): KnobWish[] {
  if (!isBlock(orderService)) return [];
  const { workers, pipeline } = orderService;
  const group = 'order service';
  const path = ['orderService', 'workers'];
  return [
    { group, label: 'workers', scale: 'count', path, written: workers, mayBeNone: true },
    ...pipelineKnobs(pipeline, ['orderService', 'pipeline'], group),
  ];
}

function ofService(group: string, path: SettingPath, service: unknown): KnobWish[] {
  if (!isBlock(service)) return [];
  const { capacity, failureRate, latency } = service;
  const wish = (label: string, key: string, written: unknown) =>
    ({ group, label, path: [...path, key], written, mayBeNone: false }) as const;
  return [
    { ...wish('capacity', 'capacity', capacity), scale: 'count', mayBeNone: true },
    { ...wish('failure rate', 'failureRate', failureRate), scale: 'share' },
    ...latencyWishes(group, [...path, 'latency'], latency),
  ];
}

/** A distribution is turned by the one number that moves all of it. */
const MIDDLES = {
  exponential: 'mean',
  gamma: 'mean',
  constant: 'value',
  lognormal: 'median',
} as const;

function latencyWishes(group: string, path: SettingPath, latency: unknown): KnobWish[] {
  const base = { group, scale: 'duration', mayBeNone: false } as const;
  if (!isBlock(latency)) return [{ ...base, label: 'latency', path, written: latency }];
  const middle = MIDDLES[latency.distribution as keyof typeof MIDDLES] as string | undefined;
  if (middle === undefined) return [];
  const label = middle === 'value' ? 'latency' : `latency, ${middle}`;
  // In the file a constant may stand without its distribution.
  const own = middle === 'value' ? path : [...path, middle];
  return [{ ...base, label, path: own, written: latency[middle] }];
}

/** Every pipeline of a service's calls, wherever it stands among routes. */
function linksIn(value: unknown, path: SettingPath, from: string): KnobWish[] {
  if (Array.isArray(value)) {
    return value.flatMap((entry, at) => linksIn(entry, [...path, at], from));
  }
  if (!isBlock(value)) return [];
  const { to, pipeline, ...inner } = value;
  const own =
    typeof to === 'string'
      ? pipelineKnobs(pipeline, [...path, 'pipeline'], `${from} to ${to}`)
      : [];
  return [
    ...own,
    ...Object.entries(inner).flatMap(([key, child]) => linksIn(child, [...path, key], from)),
  ];
}

function knobOf({ written, path, mayBeNone, group, label, scale }: KnobWish): Knob[] {
  const value = written === undefined && mayBeNone ? null : SCALES[scale].read(written);
  if (value === undefined) return [];
  const writes = { kind: 'setting', path } as const;
  return [{ id: pathText(path), group, label, scale, value, mayBeNone, writes }];
}

export function valueIn(value: unknown, path: SettingPath): unknown {
  return path.reduce<unknown>(
    (here, key) =>
      Array.isArray(here) ? here[Number(key)] : isBlock(here) ? here[key as string] : undefined,
    value,
  );
}
