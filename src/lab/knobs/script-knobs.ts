import { decimal } from '../../kernel/quantity-text.ts';
import { isBlock, type SettingPath } from '../../kernel/settings.ts';
import type { Block, KnobWish } from './knob.ts';
import type { ScaleName } from './scale.ts';

/** An entry of a service's script, where it stands and what it is called by. */
export interface ScriptEntry {
  readonly group: string;
  readonly path: SettingPath;
  readonly entry: Block;
}

/** Every entry of every script of a scenario, in the order of its file. */
export function scriptEntries(settings: Block): ScriptEntry[] {
  const { services, paymentService, backupService } = settings;
  const scripted: (readonly [name: string, path: SettingPath, service: unknown])[] = isBlock(
    services,
  )
    ? Object.entries(services).map(([name, service]) => [name, ['services', name], service])
    : [
        ['payment service', ['paymentService'], paymentService],
        ['backup service', ['backupService'], backupService],
      ];
  return scripted.flatMap(([name, path, service]) => {
    const script = isBlock(service) ? service.script : undefined;
    if (!Array.isArray(script)) return [];
    return script.filter(isBlock).map((entry, at, all): ScriptEntry => {
      const number = all.length === 1 ? '' : ` ${decimal(at + 1)}`;
      return { group: `trouble${number} of ${name}`, path: [...path, 'script', at], entry };
    });
  });
}

/** What can be turned of it, by the scale on which it is written. */
const CHANGES: readonly (readonly [key: string, label: string, scales: readonly ScaleName[]])[] = [
  ['failureRate', 'failure rate', ['share', 'factor']],
  ['latency', 'latency', ['factor', 'duration']],
  ['capacity', 'capacity', ['count', 'factor']],
];

/** When it comes, how long it stays, and how bad it is. */
export function scriptKnobs(settings: Block): KnobWish[] {
  return scriptEntries(settings).flatMap(({ group, path, entry }) => {
    const wish = (key: string, label: string, scale: ScaleName): KnobWish => ({
      group,
      label,
      scale,
      path: [...path, key],
      written: entry[key],
      mayBeNone: false,
    });
    return [
      wish('at', 'begins at', 'instant'),
      wish('for', 'lasts', 'instant'),
      ...CHANGES.flatMap(([key, label, scales]) => scales.map((scale) => wish(key, label, scale))),
    ];
  });
}
