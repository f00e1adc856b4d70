import type { Tick } from '../experiment/result.ts';
import { oneLine, outgoing } from '../kernel/outgoing.ts';
import { LINK_TICK_PATHS, SERVICE_TICK_PATHS } from '../model/metrics/graph-metrics.ts';
import { TICK_ROWS } from '../model/metrics/table.ts';
import { provenance } from './provenance.ts';
import type { Reporter, ReporterVariant } from './reporter.ts';
import { linksOf } from './service-ticks.ts';
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
  splitsServices: true,
  create: ({ byService }) => (byService ? ofServices() : ofOrders()),
};

function ofOrders(): Reporter {
  return {
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
  };
}

/** A row a service and a row a link, which has the service that it goes to as well. */
function ofServices(): Reporter {
  return {
    start: (head) =>
      comment(provenance(head).join(', ')) +
      row(['arm', 'startMs', 'service', 'to', ...SERVICE_TICK_PATHS, ...LINK_TICK_PATHS]),
    tick: (arm, tick) => serviceRows(outgoing(arm, 'csv'), tick),
    *end() {},
  };
}

function serviceRows(arm: string, tick: Tick): string {
  const services = Object.entries(tick.services ?? {}).map(([name, facts]) =>
    row([
      arm,
      tick.startMs,
      name,
      '',
      ...cells(facts, SERVICE_TICK_PATHS),
      ...LINK_TICK_PATHS.map(() => ''),
    ]),
  );
  const links = linksOf(tick).map(({ from, to }) => {
    const facts = tick.links![from]![to]!;
    return row([
      arm,
      tick.startMs,
      from,
      to,
      ...SERVICE_TICK_PATHS.map(() => ''),
      ...cells(facts, LINK_TICK_PATHS),
    ]);
  });
  return [...services, ...links].join('');
}

function cells(facts: object, paths: readonly string[]): (number | string)[] {
  return paths.map((path) => valueAt(facts, path) ?? '');
}

function comment(text: string): string {
  return `# ${outgoing(oneLine(text), 'screen')}\n`;
}

function row(values: readonly (string | number)[]): string {
  return `${values.join(',')}\n`;
}
