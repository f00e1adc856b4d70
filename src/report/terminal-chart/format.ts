import { sideBySide } from '../../experiment/ranking.ts';
import type { Result } from '../../experiment/result.ts';
import type { ReporterVariant } from '../reporter.ts';
import { conclusion, title } from '../table/table.ts';
import { worded } from '../worded.ts';
import { terminalChart } from './chart.ts';
import { createLook, type Look } from './look.ts';

/** A wide screen is often a high one. */
const WIDE = 120;
const LEAST_WIDTH = 40;

/** For people who look before they read: stacked calls and states, then the gist and the verdict. */
export const chart: ReporterVariant = {
  name: 'chart',
  summary: 'charts of calls and states, to look at in a terminal',
  keepsTicks: true,
  onlyTicks: true,
  listsCalls: false,
  splitsServices: false,
  create(options) {
    const look = createLook(options);
    const width = Math.max(options.width, LEAST_WIDTH);
    return {
      end: (result) => screen(worded(result, look.words), { ...options, width, quiet: true }, look),
    };
  },
};

function* screen(
  result: Result,
  options: Parameters<typeof conclusion>[1],
  look: Look,
): Generator<string> {
  const { width } = options;
  for (const line of title(result.scenario, width, look, result.source)) yield `${line}\n`;
  yield '\n';
  const rows = width >= WIDE ? 10 : 8;
  for (const line of terminalChart(sideBySide(result), { width, rows, compact: false }, look))
    yield `${line}\n`;
  yield '\n';
  yield* conclusion(result, options, look);
}
