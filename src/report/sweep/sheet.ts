import { seedsText, sizeOf } from '../../experiment/study/seed-set.ts';
import type { SweepCell, SweepFacts } from '../../experiment/study/sweep/sweep-result.ts';
import { ranked } from '../../experiment/study/sweep/words.ts';
import { count } from '../figures.ts';
import { provenance } from '../provenance.ts';
import { column, type SheetPart, type SheetTable } from '../sheet/sheet.ts';
import { uncertain, uncertainDifference } from '../study/uncertain.ts';
import { sweepHeatmap } from './heatmap.ts';

/** More rows than these are in the machine's formats only. */
const MOST_ROWS = 30;

/** What a sweep tells people: the answer, a map of the grid, and its cells ranked. */
export function sweepSheet(facts: SweepFacts, gistOnly: boolean): SheetPart[] {
  const verdict: SheetPart = { kind: 'prose', heading: 'Verdict', sentences: facts.sweep.verdict };
  if (gistOnly) return [verdict];
  return [...heading(facts), ...sweepHeatmap(facts.sweep), cells(facts), verdict];
}

function heading({ scenario, seeds, sweep, partial }: SweepFacts): SheetPart[] {
  return [
    { kind: 'title', text: scenario.title === '' ? scenario.name : scenario.title },
    {
      kind: 'facts',
      facts: [
        ...provenance(scenario).filter((fact) => fact !== `seed ${scenario.seed}`),
        `${count(sweep.cells.length)} cells`,
        `${count(sizeOf(seeds))} seeds (${seedsText(seeds)})`,
        sweep.metric,
        ...(partial ? ['interrupted: not all seeds of all cells were seen'] : []),
      ],
    },
  ];
}

/** The best first; of arms, where the last one gains most. */
function cells({ sweep }: SweepFacts): SheetTable {
  const { axes, compares, unit } = sweep;
  const isOfArms = compares === 'arms';
  const order = ranked(sweep, ({ arms }) => arms.at(-1)!.difference ?? arms.at(-1)!.value);
  const byValue = ranked(sweep, ({ arms }) => arms[0]!.value);
  const rows = (isOfArms ? order : byValue).slice(0, MOST_ROWS);
  const arms = rows[0]!.arms;
  const more = sweep.cells.length - rows.length;
  return {
    kind: 'table',
    heading: isOfArms
      ? `${sweep.metric}, cell by cell`
      : `${sweep.metric}, the best settings first`,
    columns: [
      ...axes.map(({ path }) => column(lastOf(path, axes))),
      ...arms.map(({ name }, index) =>
        column(isOfArms ? name : sweep.metric, 'right', index === 0 && isOfArms ? 2 : 0),
      ),
      ...arms.flatMap(({ name, difference }, index) => {
        if (isOfArms && difference === null && index === 0) return [];
        const head = arms.length > 2 ? `${name}: difference` : 'difference';
        return [column(isOfArms ? head : "against today's"), column('better in', 'right', 3)];
      }),
    ],
    rows: rows.map((cell) => [
      ...cell.values,
      ...cell.arms.map(({ value }) => uncertain(value, unit)),
      ...differences(cell, isOfArms, sweep),
    ]),
    note: [
      ...(more > 0 ? [`And ${count(more)} cells more: --format csv or json has them all.`] : []),
      ...(rows.some((cell) => cell.arms.some(({ difference }) => difference !== null))
        ? [
            `${isOfArms ? `Differences are to "${sweep.baseline}". ` : ''}All their intervals hold at once at 95 % (Šidák); ~ no difference can be told.`,
          ]
        : []),
    ].join(' '),
  };
}

/** As much of the end of a path as tells it from the others. */
function lastOf(path: string, axes: SweepFacts['sweep']['axes']): string {
  const ends = (parts: number): string[] =>
    axes.map((axis) => axis.path.split('.').slice(-parts).join('.'));
  let parts = 1;
  while (new Set(ends(parts)).size < axes.length) parts++;
  return path.split('.').slice(-parts).join('.');
}

function differences(
  { arms }: SweepCell,
  isOfArms: boolean,
  { unit }: SweepFacts['sweep'],
): string[] {
  return arms.flatMap(({ difference }, index) => {
    if (difference === null) return isOfArms && index === 0 ? [] : ['today', ''];
    const { betterIn, seeds, verdict } = difference;
    return [
      `${uncertainDifference(difference, unit)}${verdict === '~' ? ' ~' : '  '}`,
      betterIn === null ? '' : `${betterIn.better}/${seeds}`,
    ];
  });
}
