import { isWorse } from '../../model/service/worse.ts';
import { delayBetween, type WayEntry } from '../../model/topology/geography.ts';
import { isWorseWay } from '../../model/topology/ways.ts';
import { peaksOf } from '../../model/traffic/peaks.ts';
import { changeWords, wayWords } from '../../scenario/describe-script.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { scriptedServices } from './scripted-services.ts';

/** A stretch in which something is wrong by the scenario's own account. */
export interface Trouble {
  readonly fromMs: number;
  /** Infinity: it lasts to the end of the run. */
  readonly untilMs: number;
  /** `failure rate 50%, latency x3`; `the peak of the traffic` */
  readonly cause: string;
}

/**
 * The troubles of a run up to `endMs`, in order of time. Where there is a script: its entries that make
 * something worse, those that overlap or touch as one. Else the peaks of the traffic, each from the rise to
 * the end of the fall.
 */
export function troublesOf(scenario: Scenario, endMs: number): Trouble[] {
  const services = scriptedServices(scenario);
  const scripted = services.flatMap(({ prefix, settings }) =>
    settings.script
      .filter((entry) => isWorse(entry, settings))
      .map((entry) => ({
        fromMs: entry.at,
        untilMs: entry.at + (entry.for ?? Number.POSITIVE_INFINITY),
        cause: prefix + changeWords(entry).join(', '),
      })),
  );
  const ways = scenario.regions?.script ?? [];
  const isScripted = ways.length > 0 || services.some(({ settings }) => settings.script.length > 0);
  const troubles = isScripted
    ? joined([...scripted, ...ways.flatMap((entry) => troubleOnTheWay(scenario, entry))])
    : peaksOf(scenario.traffic).map((peak) => ({ ...peak, cause: 'the peak of the traffic' }));
  return troubles.filter(({ fromMs }) => fromMs < endMs);
}

function troubleOnTheWay({ regions }: Scenario, entry: WayEntry): Trouble[] {
  const writtenMs = delayBetween(regions!.delays, entry.from, entry.to)!;
  if (!isWorseWay(entry, writtenMs)) return [];
  const untilMs = entry.at + (entry.for ?? Number.POSITIVE_INFINITY);
  return [{ fromMs: entry.at, untilMs, cause: wayWords(entry).join(', ') }];
}

function joined(troubles: readonly Trouble[]): Trouble[] {
  const inOrder = [...troubles].sort((a, b) => a.fromMs - b.fromMs);
  const stretches: Trouble[] = [];
  for (const trouble of inOrder) {
    const last = stretches.at(-1);
    if (last === undefined || trouble.fromMs > last.untilMs) {
      stretches.push(trouble);
      continue;
    }
    const untilMs = Math.max(last.untilMs, trouble.untilMs);
    const cause = last.cause === trouble.cause ? last.cause : `${last.cause}; ${trouble.cause}`;
    stretches[stretches.length - 1] = { fromMs: last.fromMs, untilMs, cause };
  }
  return stretches;
}
