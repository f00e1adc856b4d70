import type {
  SweepArm,
  SweepCell,
  SweepReading,
} from '../../experiment/study/sweep/sweep-result.ts';
import { shortPath } from '../../experiment/study/tune/words.ts';
import type { HeatCell, SheetPart } from '../sheet/sheet.ts';
import { uncertain, uncertainDifference } from '../study/uncertain.ts';

/** A map of the grid for each arm that is compared; of one or two settings only, more have no paper. */
export function sweepHeatmap(sweep: SweepReading): SheetPart[] {
  const { axes, cells, compares } = sweep;
  if (axes.length > 2) return [];
  const arms = cells[0]!.arms.flatMap(({ name, difference }, index) =>
    compares === 'arms' && difference === null && cells[0]!.arms.length > 1
      ? []
      : [{ name, index }],
  );
  return arms.map(({ name, index }) => mapOf(sweep, index, headingOf(sweep, name)));
}

function headingOf({ metric, compares, baseline, cells }: SweepReading, name: string): string {
  if (compares === 'settings' || cells[0]!.arms.length === 1) return metric;
  return `${metric}: "${name}" less "${baseline}"`;
}

function mapOf(sweep: SweepReading, arm: number, heading: string): SheetPart {
  const { axes, cells, better } = sweep;
  const isOfDifferences = sweep.compares === 'arms' && cells[0]!.arms.length > 1;
  const [first, second] = [axes[0]!, axes[1]];
  const down = second === undefined ? { name: '', values: [''] } : named(first);
  const across = named(second ?? first);
  const told = cells.map(({ arms }) => arms[arm]!);
  const means = told.flatMap((one) => meanOf(one, isOfDifferences) ?? []);
  const [least, most] = [Math.min(...means), Math.max(...means)];
  const turn = better === 'more' ? 1 : -1;
  const warm = (mean: number): number => {
    if (most === least) return 0.5;
    const share = (mean - least) / (most - least);
    return turn === 1 ? share : 1 - share;
  };
  const heatCell = (cell: SweepCell | undefined): HeatCell | null => {
    const one = cell?.arms[arm];
    const mean = one === undefined ? null : meanOf(one, isOfDifferences);
    if (one === undefined || mean === null) return null;
    const reading = isOfDifferences ? one.difference! : one.value;
    const write = isOfDifferences ? uncertainDifference : uncertain;
    return {
      text: write({ ...reading, interval: null }, sweep.unit) + tilde(one),
      warmth: warm(mean),
      mood: moodOf(one),
    };
  };
  const width = across.values.length;
  return {
    kind: 'heatmap',
    heading,
    across,
    down,
    cells: down.values.map((_, row) =>
      across.values.map((_value, place) => heatCell(cells[row * width + place])),
    ),
    note: noteOf(sweep),
  };
}

function named({ path, values }: SweepReading['axes'][number]) {
  return { name: shortPath(path), values };
}

function meanOf({ value, difference }: SweepArm, isOfDifferences: boolean): number | null {
  return isOfDifferences ? (difference?.mean ?? null) : value.mean;
}

function tilde({ difference }: SweepArm): string {
  return difference?.verdict === '~' ? '~' : ' ';
}

function moodOf({ difference }: SweepArm): HeatCell['mood'] {
  if (difference === null || difference.verdict === '~') return 'open';
  return difference.verdict === 'better' ? 'good' : 'bad';
}

function noteOf({ compares, cells, baseline }: SweepReading): string {
  if (compares === 'arms' && cells[0]!.arms.length === 1) return '';
  const against = compares === 'settings' ? "today's settings" : `"${baseline}"`;
  return `~ no difference to ${against} can be told.`;
}
