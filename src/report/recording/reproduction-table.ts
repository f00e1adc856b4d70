import type { Compared, Figures, Reproduction } from '../../experiment/recording/reproduction.ts';
import { durationText } from '../../kernel/quantity-text.ts';
import { count, duration, instant, percent, tickDecimals } from '../figures.ts';
import type { Paint } from '../paint.ts';
import { gridLines } from '../table/grid.ts';
import { wrapItems } from '../wrap.ts';
import type { ToldRecording } from './told-recording.ts';

const HEAD = ['from', '', 'rate /s', 'failed', 'p50', 'p95', 'p99'] as const;
const ALIGNED = ['right', 'left', 'right', 'right', 'right', 'right', 'right'] as const;
/** More rows than these nobody reads: then the stretches are told, or as many of the steps. */
const MOST_ROWS = 500;

/** Recorded above simulated, stretch by stretch or step by step; then how near they are over all. */
export function reproductionLines(
  { reproduction, recording, interruptedAtMs }: ToldRecording,
  { width, everyStep }: { readonly width: number; readonly everyStep: boolean },
  paint: Paint,
): string[] {
  const { steps, stretches } = reproduction;
  const shown = (everyStep ? steps : stretches).slice(0, MOST_ROWS);
  const decimals = tickDecimals(recording.stepMs);
  const rows = shown.flatMap((one) => pairOf(one, decimals, everyStep, paint));
  return [
    ...(rows.length === 0 ? [] : gridLines(HEAD, rows, ALIGNED, paint)),
    ...wrapItems(overall(reproduction, interruptedAtMs), width),
  ];
}

function pairOf(
  { fromMs, recorded, simulated, isAlike }: Compared,
  decimals: number,
  marked: boolean,
  paint: Paint,
): string[][] {
  const sign = marked && !isAlike ? ` ${paint.bad(paint.signs.failed)}` : '';
  return [
    [instant(fromMs, decimals), 'recorded', ...cellsOf(recorded)],
    ['', `simulated${sign}`, ...cellsOf(simulated)],
  ];
}

function cellsOf({ rate, failed, p50, p95, p99 }: Figures): string[] {
  const times = [p50, p95, p99].map((ms) => (ms === null ? '' : duration(ms)));
  return [rate < 100 ? rate.toFixed(1) : count(Math.round(rate)), percent(failed), ...times];
}

function overall({ steps, alike, apart }: Reproduction, interruptedAtMs: number | null): string[] {
  const { rate, failed, ...quantiles } = apart;
  const times = Object.entries(quantiles).flatMap(([name, value]) =>
    value === null ? [] : [`${name} ${percent(value)}`],
  );
  const typical = [
    ...(rate === null ? [] : [`rate ${percent(rate)}`]),
    ...(failed === null ? [] : [`failures ${(100 * failed).toFixed(1)} points`]),
    ...times,
  ];
  return [
    ...(interruptedAtMs === null
      ? []
      : [`Interrupted: this is known up to ${durationText(interruptedAtMs)} only.`]),
    `${count(alike)} of ${count(steps.length)} steps are alike: rate within 10 %, failures within 2 points, quantiles within 15 %, and what chance makes of so few requests.`,
    `Steps are apart as a rule: ${typical.join(', ')}.`,
  ];
}
