import type { ArmReading, CellReading, Study } from '../../../experiment/study/study.ts';
import { METRIC_ROWS } from '../../../model/metrics/table.ts';
import { armTitle } from '../../arm-title.ts';
import { intervalPanel } from '../../plate/interval-panel.ts';
import type { PlatePanel } from '../../plate/plate.ts';
import { toneKeys, toneOf } from '../../plate/tone.ts';
import { column } from '../../sheet/sheet.ts';
import { returnFigures } from '../../study/returns.ts';
import { uncertain } from '../../study/uncertain.ts';
import type { AccountTable, PlateKind } from '../account.ts';
import { panelName, TONES } from './words.ts';

const ROWS = METRIC_ROWS.filter(({ path }) => path.startsWith('economics.'));

const DRAWN: readonly (readonly [path: string, name: string])[] = [
  ['economics.costPerIncidentCents', 'Cost of an incident'],
  ['economics.costPerYearCents', 'Cost a year'],
];

/** What trouble costs in each arm, where the scenario names prices. */
export const costs: PlateKind<Study> = {
  name: 'costs',
  make(study) {
    const { currency } = study.scenario;
    const tones = study.cells.flatMap(({ arms }) =>
      DRAWN.flatMap(([path]) => arms.map((arm) => toneOf(arm.differences?.[path] ?? null))),
    );
    return {
      title: currency === undefined ? 'Costs' : `Costs, in ${currency}`,
      explains:
        'What is not earned and what is paid for: the mean over the seeds with its 95 % interval.',
      keys: (theme) => toneKeys(tones, TONES, theme),
      panels: study.cells.flatMap((cell) => DRAWN.flatMap((drawn) => panel(study, cell, drawn))),
    };
  },
};

function panel(
  study: Study,
  cell: CellReading,
  [path, name]: (typeof DRAWN)[number],
): PlatePanel[] {
  const told = cell.arms.filter(({ metrics }) => (metrics[path]?.mean ?? null) !== null);
  if (told.length === 0) return [];
  const rows = told.map((arm) => {
    const reading = arm.metrics[path]!;
    const { mean, interval } = reading;
    const tone = toneOf(arm.differences?.[path] ?? null);
    return { label: armTitle(arm), figure: uncertain(reading, 'cents'), tone, mean, interval };
  });
  const scale = { unit: 'cents', fromZero: true } as const;
  return [intervalPanel(panelName(study, cell, name), rows, scale)];
}

/** The cost matrix: what each arm costs, then what it brings against the first. */
export function costTables(study: Study): AccountTable[] {
  return study.cells.flatMap((cell) => matrix(study, cell));
}

function matrix(study: Study, cell: CellReading): AccountTable[] {
  const { arms } = cell;
  const { currency } = study.scenario;
  const own = ROWS.flatMap(({ path, unit, line }) => {
    const texts = arms.map(({ metrics }) => {
      const reading = metrics[path];
      return reading === undefined ? '' : uncertain(reading, unit);
    });
    return texts.every((text) => text === '') || line === undefined ? [] : [[line.label, ...texts]];
  });
  if (own.length === 0) return [];
  const title = currency === undefined ? 'Money' : `Money, in ${currency}`;
  return [
    {
      heading: panelName(study, cell, title),
      columns: [column('', 'left'), ...arms.map((arm) => column(armTitle(arm)))],
      rows: [...own, ...returnRows(arms, currency)],
      note: '± is the half of a 95 % interval over the seeds; what is saved is told against the first arm, with the ends of its interval.',
    },
  ];
}

function returnRows(arms: readonly ArmReading[], currency: string | undefined): string[][] {
  const figures = returnFigures(arms, currency);
  if (figures === undefined) return [];
  return figures.rows.map(({ label, cells }) => {
    const byName = new Map(figures.names.map((name, index) => [name, cells[index]!]));
    return [label, ...arms.map((arm) => byName.get(armTitle(arm)) ?? '')];
  });
}
