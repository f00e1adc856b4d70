import type { ArmWritten } from './arm-settings.ts';

/** What sets an arm apart: `without breaker, retry`, `paymentService.capacity=400`; nothing where nothing does. */
export function changesOf({ without, set }: ArmWritten): string[] {
  return [
    ...(without.length === 0 ? [] : [`without ${without.join(', ')}`]),
    ...Object.entries(set).map(([path, value]) => `${path}=${valueWords(value)}`),
  ];
}

function valueWords(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
