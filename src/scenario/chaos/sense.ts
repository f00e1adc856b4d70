import { durationText } from '../../kernel/quantity-text.ts';
import type { SettingPath } from '../../kernel/settings.ts';
import type { Finding } from '../problem.ts';
import { CHAOS_KINDS } from './kind/index.ts';
import type { Bounds, ChaosSettings } from './settings.ts';
import { roomMs, windowOf } from './window.ts';

/** What of a scenario its `chaos` block must fit. */
interface Whole {
  readonly duration: number;
  readonly traffic: { readonly arrivals: string };
  readonly chaos?: ChaosSettings | undefined;
}

/** Troubles that would not fit the run, and such as would change what cannot be changed. */
export function chaosSense(whole: Whole, durationFromFile: boolean): Finding[] {
  const { chaos } = whole;
  if (chaos === undefined) return [];
  return [...(durationFromFile ? lengthSense(whole, chaos) : []), ...trafficSense(whole, chaos)];
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

function trafficSense({ traffic }: Whole, { kinds }: ChaosSettings): Finding[] {
  if (kinds === undefined || !['trace', 'closed'].includes(traffic.arrivals)) return [];
  const expected = `a kind that leaves the traffic alone: that of arrivals: ${traffic.arrivals} comes as it comes`;
  return CHAOS_KINDS.flatMap(({ kind, surges }): Finding[] => {
    if (!surges) return [];
    if (!Array.isArray(kinds)) {
      if (kinds[kind] === undefined) return [];
      return [
        { path: ['chaos', 'kinds', kind], fault: 'key', found: `the kind ${kind}`, expected },
      ];
    }
    const place = kinds.indexOf(kind);
    return place < 0 ? [] : [{ path: ['chaos', 'kinds', place], fault: 'value', expected }];
  });
}
