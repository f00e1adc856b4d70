import type { SweepCell, SweepReading } from '../../../experiment/study/sweep/sweep-result.ts';
import { ranked } from '../../../experiment/study/sweep/words.ts';
import { shortPath } from '../../../experiment/study/tune/words.ts';
import { type Curve, curveKeys, curvePanel } from '../../plate/curve-panel.ts';
import { type HeatFlip, heatPanel } from '../../plate/heat-panel.ts';
import { type IntervalRow, intervalPanel } from '../../plate/interval-panel.ts';
import { toneKeys, toneOf } from '../../plate/tone.ts';
import type { Heatmap } from '../../sheet/sheet.ts';
import { uncertain, uncertainDifference } from '../../study/uncertain.ts';
import { sweepHeatmap } from '../../sweep/heatmap.ts';
import type { PlateKind } from '../account.ts';
import { placeOn, type SweepDocument } from './subject.ts';

/** More rows than these nobody follows; the table has them all. */
const MOST_ROWS = 30;

/** Each arm along the one setting that varies. */
export const curves: PlateKind<SweepDocument> = {
  name: 'curves',
  make({ sweep }) {
    const told = sweep.axes.length === 1 ? curvesOf(sweep, ({ value }) => value) : [];
    const differences = curvesOf(sweep, ({ difference }) => difference).filter(({ points }) =>
      points.some(({ mean }) => mean !== null),
    );
    const isOfArms = sweep.compares === 'arms' && differences.length > 0;
    const panels = [
      { name: sweep.metric, curves: told, fromZero: false },
      ...(isOfArms
        ? [{ name: `Difference to "${sweep.baseline}"`, curves: differences, fromZero: true }]
        : []),
    ];
    return {
      title: `${sweep.metric} along ${shortPath(sweep.axes[0]!.path)}`,
      explains:
        'The mean over the seeds with its 95 % interval. A dashed line stands where the better arm changes, found by bisection.',
      keys: (theme) => curveKeys(told, theme),
      panels:
        told.length === 0
          ? []
          : panels.map(({ name, curves: drawn, fromZero }) =>
              curvePanel(name, drawn, { ...scaleOf(sweep), fromZero }),
            ),
    };
  },
};

function scaleOf({ axes, unit, flips }: SweepReading) {
  const axis = axes[0]!;
  return {
    unit,
    values: axis.values,
    across: shortPath(axis.path),
    flips: flips.flatMap(({ about }) => {
      const place = placeOn(axis, about);
      return place === null ? [] : [{ place, text: `about ${about}` }];
    }),
  };
}

type Reading = Pick<SweepCell['arms'][number]['value'], 'mean' | 'interval'>;

function curvesOf(
  { cells, compares, metric }: SweepReading,
  of: (arm: SweepCell['arms'][number]) => Reading | null,
): Curve[] {
  return cells[0]!.arms.map(({ name }, index) => ({
    name: compares === 'settings' ? metric : name,
    style: index,
    points: cells.map(({ arms }, place) => {
      const reading = of(arms[index]!);
      return { place, mean: reading?.mean ?? null, interval: reading?.interval ?? null };
    }),
  }));
}

/** A map of the grid of two settings for each arm that is compared. */
export const heatmap: PlateKind<SweepDocument> = {
  name: 'heatmap',
  make({ sweep }) {
    const maps = sweep.axes.length === 2 ? sweepHeatmap(sweep) : [];
    const compared = sweep.cells[0]!.arms.filter(({ difference }) => difference !== null);
    return {
      title: 'The grid',
      explains:
        `${maps.flatMap((map) => (map.kind === 'heatmap' ? [map.note] : []))[0] ?? ''} Thick marks at the edges stand where the better arm changes, found by bisection.`.trim(),
      keys: ({ colour }) => [
        { label: 'better, the best darkest', area: colour.successful, opacity: 0.45 },
        { label: 'worse, the worst darkest', area: colour.failed, opacity: 0.45 },
        { label: '~ no difference can be told', area: colour.paper },
      ],
      panels: maps.flatMap((map, index) =>
        map.kind === 'heatmap' ? [heatPanel(map, flipsOf(sweep, map, compared[index]?.name))] : [],
      ),
    };
  },
};

function flipsOf({ axes, flips }: SweepReading, { down, across }: Heatmap, arm = ''): HeatFlip[] {
  const [rows, columns] = [axes[0]!, axes[1]!];
  return flips
    .filter((flip) => flip.arm === arm)
    .flatMap(({ path, about, at }): HeatFlip[] => {
      const isAcross = path === columns.path;
      const place = placeOn(isAcross ? columns : rows, about);
      const still = isAcross
        ? down.values.indexOf(at[rows.path] ?? '')
        : across.values.indexOf(at[columns.path] ?? '');
      if (place === null || still < 0) return [];
      return [{ along: isAcross ? 'across' : 'down', place, at: still }];
    });
}

/** The cells ranked: of settings the best first, of arms where the last one gains most. */
export const cells: PlateKind<SweepDocument> = {
  name: 'cells',
  make({ sweep }) {
    const isOfArms = sweep.compares === 'arms' && sweep.cells[0]!.arms.length > 1;
    const read = ({ arms }: SweepCell) => (isOfArms ? arms.at(-1)!.difference : arms[0]!.value);
    const rows = ranked(sweep, read)
      .slice(0, MOST_ROWS)
      .map((cell) => rowOf(cell, sweep, isOfArms));
    const against = isOfArms ? `"${sweep.baseline}"` : "today's settings";
    const last = sweep.cells[0]!.arms.at(-1)!.name;
    return {
      title: isOfArms ? `Where "${last}" gains most` : 'The best settings first',
      explains: `${isOfArms ? `${sweep.metric}: the difference to ${against}` : sweep.metric}, with its interval${sweep.cells.length > rows.length ? `; the first ${MOST_ROWS} of ${sweep.cells.length} cells` : ''}.`,
      keys: (theme) =>
        toneKeys(
          rows.map(({ tone }) => tone),
          {
            baseline: "today's settings",
            better: `better than ${against}, beyond doubt`,
            worse: `worse than ${against}, beyond doubt`,
            open: `no difference to ${against} can be told`,
          },
          theme,
        ),
      panels: [intervalPanel('', rows, { unit: sweep.unit, fromZero: isOfArms })],
    };
  },
};

function rowOf(cell: SweepCell, { axes, unit }: SweepReading, isOfArms: boolean): IntervalRow {
  const arm = isOfArms ? cell.arms.at(-1)! : cell.arms[0]!;
  const reading = isOfArms ? arm.difference! : arm.value;
  const write = isOfArms ? uncertainDifference : uncertain;
  return {
    label: axes.map(({ path }, axis) => `${shortPath(path)}=${cell.values[axis]!}`).join(', '),
    figure: write(reading, unit),
    tone: toneOf(arm.difference),
    mean: reading.mean,
    interval: reading.interval,
  };
}
