import { oneLine, outgoing } from '../kernel/outgoing.ts';
import { TICK_ROWS } from '../model/metrics/table.ts';
import { provenance } from './provenance.ts';
import type { ReporterVariant } from './reporter.ts';
import { valueAt } from './value-at.ts';

/** Every figure of a tick, in the order of the contract. */
const PATHS = TICK_ROWS.map(({ path }) => path);

/** The tick rows, flat (RFC 4180), below a comment that tells their source; what does not exist is an empty cell. */
export const csv: ReporterVariant = {
  name: 'csv',
  summary: 'the tick rows, flat, written as they happen',
  keepsTicks: false,
  onlyTicks: true,
  listsCalls: false,
  create: () => ({
    start: (head) =>
      comment(provenance(head).join(', ')) + row(['arm', 'startMs', 'state', ...PATHS]),
    tick: (arm, tick) =>
      row([
        outgoing(arm, 'csv'),
        tick.startMs,
        tick.state ?? '',
        ...PATHS.map((path) => valueAt(tick, path) ?? ''),
      ]),
    *end() {},
  }),
};

function comment(text: string): string {
  return `# ${outgoing(oneLine(text), 'screen')}\n`;
}

function row(cells: readonly (string | number)[]): string {
  return `${cells.join(',')}\n`;
}
