import { durationText } from '../../kernel/quantity-text.ts';
import { nearestName, type SettingPath } from '../../kernel/settings.ts';
import { MAX_SCRIPT } from '../../model/service/payment-settings.ts';
import { regionNames } from '../../model/topology/geography.ts';
import type { Finding } from '../problem.ts';
import { hasMark } from './aims.ts';
import { bearsRefusals, type ClosedTraffic } from './endless.ts';
import { type GroundSource, groundOf } from './ground.ts';
import { CHAOS_KINDS, type ChaosKindName } from './kind/index.ts';
import type { Bounds, ChaosSettings } from './settings.ts';
import { roomMs, windowOf } from './window.ts';

/** What of a scenario its `chaos` block must fit, in either form. */
interface Run {
  readonly duration: number;
  readonly chaos?: ChaosSettings | undefined;
}

interface Whole extends Run, ClosedTraffic {}

interface GraphWhole extends Run, GroundSource {
  readonly traffic: ClosedTraffic['traffic'] & GroundSource['traffic'];
  readonly chaos?: ChaosSettings | undefined;
}

/** A script that stays leaves an incident so much room at least: of several troubles, each flapping. */
const ROOM_IN_SCRIPT = 100;

/** Troubles that would not fit the run, and such as would change what cannot be changed. */
export function chaosSense(whole: Whole, durationFromFile: boolean): Finding[] {
  const { chaos } = whole;
  if (chaos === undefined) return [];
  return [
    ...(durationFromFile ? lengthSense(whole, chaos) : []),
    ...trafficSense(whole, chaos),
    ...scriptSense(whole.paymentService.script.length, chaos),
    ...shortFormSense(chaos),
  ];
}

/** The same of a graph: what is to be struck must be there. */
export function graphChaosSense(whole: GraphWhole, durationFromFile: boolean): Finding[] {
  const { chaos, traffic, services, regions } = whole;
  if (chaos === undefined) return [];
  const scripts = Object.values(services).map(({ script }) => script.length);
  const named = [
    ...namesSense('services', chaos, Object.keys(services)),
    ...namesSense('regions', chaos, regionNames(regions?.delays ?? {})),
  ];
  return [
    ...(durationFromFile ? lengthSense(whole, chaos) : []),
    ...trafficSense({ traffic, paymentService: { script: [] } }, chaos),
    ...scriptSense(Math.max(...scripts, regions?.script.length ?? 0), chaos),
    ...named,
    ...(named.length > 0 ? [] : markSense(whole, chaos)),
  ];
}

/** In the short form there is nothing to choose, and no region, way or store. */
function shortFormSense(chaos: ChaosSettings): Finding[] {
  const chosen = (['services', 'regions'] as const).filter((key) => chaos[key] !== undefined);
  return [
    ...chosen.map((key): Finding => {
      const expected =
        'a scenario of `services`, or none: here incidents strike the paymentService';
      return { path: ['chaos', key], fault: 'value', expected };
    }),
    ...CHAOS_KINDS.filter(({ ofGraphs }) => ofGraphs).flatMap(({ kind }): Finding[] => {
      const place = placeOf(kind, chaos.kinds);
      if (place === undefined) return [];
      return [{ ...place, expected: 'a scenario of `services` for it to strike' }];
    }),
  ];
}

function namesSense(
  key: 'services' | 'regions',
  chaos: ChaosSettings,
  known: readonly string[],
): Finding[] {
  return (chaos[key] ?? []).flatMap((name, place): Finding[] => {
    if (known.includes(name)) return [];
    const expected =
      known.length === 0 ? `${key} in the scenario to name` : `one of ${known.join(', ')}`;
    const suggestion = nearestName(name, known);
    return [{ path: ['chaos', key, place], fault: 'value', expected, suggestion }];
  });
}

/** A kind that is asked for must find something to strike. */
function markSense(whole: GroundSource, { kinds }: ChaosSettings): Finding[] {
  const ground = groundOf(whole);
  return CHAOS_KINDS.flatMap(({ kind, aim }): Finding[] => {
    const place = placeOf(kind, kinds);
    if (place === undefined || hasMark(aim, ground)) return [];
    return [{ ...place, expected: `a kind that finds something to strike: ${LACKS[aim]}` }];
  });
}

const LACKS = {
  traffic: '',
  service: 'there is no such service that orders come by',
  work: 'there is no such service with a latency of its own',
  instance: 'there is no such service with a latency of its own',
  region: 'no such service stands in a region',
  way: 'there are no regions with ways between them',
  store: 'no breaker shares its circuit by a store or by nodes',
} as const;

function scriptSense(entries: number, { script }: ChaosSettings): Finding[] {
  const most = MAX_SCRIPT - ROOM_IN_SCRIPT;
  if (script === 'drop' || entries <= most) return [];
  const expected = `drop, or a script of at most ${most} entries: incidents come on top of it`;
  return [{ path: ['chaos', 'script'], fault: 'value', expected }];
}

/** A run that an option cuts short is a wish; a file whose troubles are longer than its run is a slip. */
function lengthSense({ duration }: Run, { length, kinds }: ChaosSettings): Finding[] {
  const room = roomMs(windowOf(duration));
  const blocks: [SettingPath, Bounds['length']][] = [
    [['chaos', 'length'], length],
    ...(kinds === undefined || Array.isArray(kinds)
      ? []
      : Object.entries(kinds).map(([kind, bounds]): [SettingPath, Bounds['length']] => [
          ['chaos', 'kinds', kind, 'length'],
          bounds?.length,
        ])),
  ];
  return blocks.flatMap(([path, bounds]) =>
    (['min', 'max'] as const)
      .filter((bound) => (bounds?.[bound] ?? 0) > room)
      .map((bound): Finding => {
        const expected = `at most ${durationText(room)} of a run of ${durationText(duration)}: it has to warm up before, and to recover after`;
        return { path: [...path, bound], fault: 'value', expected };
      }),
  );
}

function trafficSense(whole: ClosedTraffic, { kinds }: ChaosSettings): Finding[] {
  const { arrivals } = whole.traffic;
  return CHAOS_KINDS.flatMap(({ kind, surges, refuses }): Finding[] => {
    const place = placeOf(kind, kinds);
    if (place === undefined) return [];
    if (surges && ['trace', 'closed'].includes(arrivals)) {
      const expected = `a kind that leaves the traffic alone: that of arrivals: ${arrivals} comes as it comes`;
      return [{ ...place, expected }];
    }
    if (!refuses || bearsRefusals(whole)) return [];
    const expected =
      'a kind that refuses nobody at once: clients that never think would order again without end';
    return [{ ...place, expected }];
  });
}

/** Where a kind is asked for; undefined where it is not. */
function placeOf(
  kind: ChaosKindName,
  kinds: ChaosSettings['kinds'],
): Pick<Finding, 'path' | 'fault' | 'found'> | undefined {
  if (kinds === undefined) return undefined;
  if (!Array.isArray(kinds)) {
    if (kinds[kind] === undefined) return undefined;
    return { path: ['chaos', 'kinds', kind], fault: 'key', found: `the kind ${kind}` };
  }
  const place = kinds.indexOf(kind);
  return place < 0 ? undefined : { path: ['chaos', 'kinds', place], fault: 'value' };
}
