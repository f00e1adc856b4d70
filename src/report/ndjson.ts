import { comparisonsOf } from '../experiment/ranking.ts';
import { outgoing } from '../kernel/outgoing.ts';
import type { ReporterVariant } from './reporter.ts';

/** The facts of the result as they happen, one object a line, told apart by `type`. */
export const ndjson: ReporterVariant = {
  name: 'ndjson',
  summary: 'one JSON object a line, written as it happens',
  keepsTicks: false,
  onlyTicks: false,
  listsCalls: true,
  splitsServices: false,
  create: (options) => ({
    start: (scenario, arms) =>
      line({ type: 'run', format: 'blackfriday.result/1', scenario, arms }),
    tick: (arm, tick) => (options.ticks ? line({ type: 'tick', arm, ...tick }) : ''),
    transition: (arm, transition) => line({ type: 'transition', arm, ...transition }),
    call: (record) => line({ type: 'call', ...record }),
    *end(result) {
      const partial = result.partial === undefined ? {} : { partial: result.partial };
      for (const { name, ticks: _, transitions: __, ...arm } of result.arms) {
        yield line({ type: 'summary', arm: name, ...partial, ...arm });
      }
      for (const comparison of comparisonsOf(result))
        yield line({ type: 'comparison', ...comparison });
      for (const threshold of result.thresholds ?? [])
        yield line({ type: 'threshold', ...threshold });
    },
  }),
};

function line(fact: object): string {
  return `${outgoing(JSON.stringify(fact), 'json')}\n`;
}
