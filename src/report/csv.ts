import type { Tick } from '../experiment/result.ts';
import { outgoing } from '../kernel/outgoing.ts';
import { CALL_COUNTS, LATENCY_MEASURES, ORDER_COUNTS } from '../model/counts.ts';
import type { ReporterVariant } from './reporter.ts';

/** The columns after `arm`: paths in a tick, in the order of the contract. */
const PATHS: readonly string[] = [
  'startMs',
  'state',
  ...under('orders', ORDER_COUNTS),
  ...under('calls', CALL_COUNTS),
  ...under('latencyMs', LATENCY_MEASURES),
  ...under('orderService', ['busy', 'backlog']),
  ...under('paymentService', ['busy', 'queued']),
];

/** The tick rows, flat (RFC 4180); what does not exist is an empty cell. */
export const csv: ReporterVariant = {
  name: 'csv',
  summary: 'the tick rows, flat, written as they happen',
  keepsTicks: false,
  onlyTicks: true,
  listsCalls: false,
  create: () => ({
    start: () => row(['arm', ...PATHS]),
    tick: (arm, tick) => row([outgoing(arm, 'csv'), ...PATHS.map((path) => at(tick, path))]),
    *end() {},
  }),
};

function under(block: keyof Tick, keys: readonly string[]): string[] {
  return keys.map((key) => `${block}.${key}`);
}

function at(tick: Tick, path: string): string {
  const value = path
    .split('.')
    .reduce<unknown>((block, key) => (block as Record<string, unknown> | null)?.[key], tick);
  return value === null || value === undefined ? '' : String(value as string | number);
}

function row(cells: readonly string[]): string {
  return `${cells.join(',')}\n`;
}
