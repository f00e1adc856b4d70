import { durationText } from '../../kernel/quantity-text.ts';
import type { SettingPath } from '../../kernel/settings.ts';
import { MAX_SCRIPT } from '../../model/service/payment-settings.ts';
import type { Finding } from '../problem.ts';
import { bearsRefusals, type ClosedTraffic } from './endless.ts';
import { CHAOS_KINDS, type ChaosKindName } from './kind/index.ts';
import type { Bounds, ChaosSettings } from './settings.ts';
import { roomMs, windowOf } from './window.ts';

/** What of a scenario its `chaos` block must fit. */
interface Whole extends ClosedTraffic {
  readonly duration: number;
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
    ...scriptSense(whole, chaos),
  ];
}

function scriptSense({ paymentService }: Whole, { script }: ChaosSettings): Finding[] {
  const most = MAX_SCRIPT - ROOM_IN_SCRIPT;
  if (script === 'drop' || paymentService.script.length <= most) return [];
  const expected = `drop, or a script of at most ${most} entries: incidents come on top of it`;
  return [{ path: ['chaos', 'script'], fault: 'value', expected }];
}

/** A run that an option cuts short is a wish; a file whose troubles are longer than its run is a slip. */
function lengthSense({ duration }: Whole, { length, kinds }: ChaosSettings): Finding[] {
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

function trafficSense(whole: Whole, { kinds }: ChaosSettings): Finding[] {
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
