import { decimal, durationText, exactShare } from '../kernel/quantity-text.ts';
import { isBlock } from '../kernel/settings.ts';
import { type Change, paymentServiceSettings } from '../model/service/payment-settings.ts';
import { changesIn, type ServiceScriptEntry } from '../model/service/service-script.ts';
import { type WayEntry, wayChangesIn } from '../model/topology/geography.ts';
import type { Strip } from './picture.ts';
import type { Scenario } from './schema.ts';
import type { AnySchema } from './schema-walk.ts';
import { inWords, settingOf, spaced } from './words.ts';

/** When an entry holds: `from 3m20s to 4m20s`. */
export function entryTimes(
  entry: Pick<ServiceScriptEntry, 'at' | 'for'>,
  durationMs: number,
): string {
  const until = entry.for === undefined ? undefined : entry.at + entry.for;
  const end = until === undefined || until >= durationMs ? 'the end' : durationText(until);
  return `from ${entry.at === 0 ? 'the start' : durationText(entry.at)} to ${end}`;
}

/** Each change of a way between regions, with both its ends: `edge and centre: outage: hang`. */
export function wayWords(entry: WayEntry): string[] {
  return changesOf(wayChangesIn(entry), entry.for).map(
    (change) => wayOf(entry) + rampWords(change, ''),
  );
}

function wayOf({ from, to, oneWay }: WayEntry): string {
  return oneWay ? `${from} to ${to}: ` : `${from} and ${to}: `;
}

/** Each change of an entry: `failure rate 50%`, `latency x3`, `outage: refuse`. */
export function changeWords(entry: ServiceScriptEntry): string[] {
  const part = partWords(entry);
  return changesOf(changesIn(entry), entry.for).map((change) => rampWords(change, part));
}

function rampWords({ words, rampMs }: ChangeWords, part: string): string {
  return rampMs === 0 ? words + part : `${words}${part}, in a ramp of ${durationText(rampMs)}`;
}

/** The part of the service that an entry happens to: ` at instance 2`; nothing where it is all of it. */
function partWords({ instance, instances, class: ofClass, region }: ServiceScriptEntry): string {
  const place = region === undefined ? '' : ` in ${region}`;
  const orders = (ofClass === undefined ? '' : ` for ${ofClass}`) + place;
  if (instance !== undefined) return `${orders} at instance ${instance}`;
  return instances === undefined
    ? orders
    : `${orders} at ${exactShare(instances)} of the instances`;
}

/** Each change of each entry as a strip over `columns` of the run. */
export function scriptStrips(scenario: Scenario, columns: number): Strip[] {
  const { services, paymentService, regions, duration } = scenario;
  if (services === undefined) return stripsOf(paymentService.script, duration, columns, '');
  const ofServices = Object.entries(services).flatMap(([name, { script }]) =>
    stripsOf(script, duration, columns, `${name}: `),
  );
  const ofWays = (regions?.script ?? []).flatMap((entry) =>
    stripsOfEntry(
      entry,
      changesOf(wayChangesIn(entry), entry.for),
      duration,
      columns,
      wayOf(entry),
    ),
  );
  return [...ofServices, ...ofWays];
}

function stripsOf(
  script: readonly ServiceScriptEntry[],
  duration: number,
  columns: number,
  prefix: string,
): Strip[] {
  return script.flatMap((entry) =>
    stripsOfEntry(entry, changesOf(changesIn(entry), entry.for), duration, columns, prefix),
  );
}

function stripsOfEntry(
  entry: Pick<ServiceScriptEntry, 'at' | 'for'>,
  changes: readonly ChangeWords[],
  duration: number,
  columns: number,
  prefix: string,
): Strip[] {
  const end = entry.at + (entry.for ?? Number.POSITIVE_INFINITY);
  return changes.map(({ words, rampMs }): Strip => {
    const strength = Array.from({ length: columns }, (_, column) => {
      const from = (column * duration) / columns;
      const until = ((column + 1) * duration) / columns;
      if (until <= entry.at || from >= end) return 0;
      const middle = Math.max(entry.at, (from + until) / 2);
      return rampMs === 0 ? 1 : Math.max(0.01, Math.min(1, (middle - entry.at) / rampMs));
    });
    return { label: prefix + words, strength };
  });
}

interface ChangeWords {
  readonly words: string;
  /** 0: at once. */
  readonly rampMs: number;
}

function changesOf(changes: object, lasting: number | undefined): ChangeWords[] {
  return Object.entries(changes).flatMap(([key, value]): ChangeWords[] => {
    if (value === undefined) return [];
    if (!isChange(value)) return [{ words: `${spaced(key)}: ${value}`, rampMs: 0 }];
    const rampMs = Math.min(value.overMs, lasting ?? value.overMs);
    return [{ words: `${spaced(key)} ${targetWords(key, value)}`, rampMs }];
  });
}

function isChange(value: unknown): value is Change<unknown> {
  return isBlock(value) && 'overMs' in value;
}

/** A changed number is measured as the setting of the service that it changes. */
function targetWords(key: string, change: Change<unknown>): string {
  if (change.kind === 'multiply') return `x${decimal(change.factor)}`;
  if (key === 'delay') return durationText(change.value as number);
  return inWords(settingOf(paymentServiceSettings as unknown as AnySchema, {}, key), change.value);
}
