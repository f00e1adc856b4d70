import type { SettingPath } from '../kernel/settings.ts';
import type { ServiceBlock } from '../model/topology/services-settings.ts';
import type { Finding } from './problem.ts';

/** Entries of a service's script that mean a part of it that there is not. */
export function partChecks(service: SettingPath, { script, instances }: ServiceBlock): Finding[] {
  return script.flatMap((entry, index): Finding[] => {
    const path = [...service, 'script', index];
    if (entry.instance === undefined) return [];
    if (entry.instances !== undefined) {
      const expected = 'either one "instance" or a share of the "instances"';
      return [{ path, fault: 'value', found: 'an entry with both', expected }];
    }
    if (entry.instance <= instances) return [];
    const expected =
      instances === 1
        ? 'no number of an instance: the service has one'
        : `an instance from 1 to ${instances}`;
    return [{ path: [...path, 'instance'], fault: 'value', expected }];
  });
}
