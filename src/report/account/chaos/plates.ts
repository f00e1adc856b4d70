import type {
  ArmInGroup,
  ChaosResult,
  GroupReading,
} from '../../../experiment/study/chaos/chaos-result.ts';
import { servedIn } from '../../../experiment/study/chaos/served-in.ts';
import { differenceCell, shareCell } from '../../chaos/rows.ts';
import { count, percent } from '../../figures.ts';
import { type IntervalRow, intervalPanel } from '../../plate/interval-panel.ts';
import { toneKeys, toneOf } from '../../plate/tone.ts';
import type { PlateKind } from '../account.ts';

const TONES = {
  baseline: 'the first arm, which the others are compared with',
  better: 'better than the first arm, beyond doubt',
  worse: 'worse than the first arm, beyond doubt',
  open: 'no difference to the first arm can be told',
} as const;

const SHARE = { unit: 'share', fromZero: false, domain: [-0.01, 1.01] } as const;

/** Every incident, by its kind. */
export const kinds: PlateKind<ChaosResult> = {
  name: 'kinds',
  make(result) {
    const groups = [result.all, ...result.kinds, ...(result.places ?? [])];
    return {
      title:
        result.places === undefined
          ? 'Orders paid, by kind of incident'
          : 'Orders paid, by kind of incident and by what is struck',
      explains:
        'The share of the orders that is paid: each stroke an incident, the dot their mean with its 95 % interval, the triangle what the worst hundredth of them leave at most.',
      keys: (theme) => [
        ...toneKeys(
          groups.flatMap(({ arms }) => arms.map(({ difference }) => toneOf(difference))),
          TONES,
          theme,
        ),
        {
          label: 'the worst hundredth: at most',
          symbol: { shape: 'triangle', fill: theme.colour.timedOut, stroke: theme.colour.ink },
        },
      ],
      panels: groups.map((group) =>
        intervalPanel(
          `${group.name}: ${count(group.incidents)} ${group.incidents === 1 ? 'incident' : 'incidents'}`,
          result.arms.map((name, arm) => rowOf(name, arm, group, result)),
          SHARE,
        ),
      ),
    };
  },
};

function rowOf(name: string, place: number, group: GroupReading, result: ChaosResult): IntervalRow {
  const arm = group.arms[place]!;
  const { mean, interval } = arm.served;
  const worst = arm.worst.served === null ? '' : `, worst ${percent(arm.worst.served)}`;
  return {
    label: name,
    figure: mean === null ? '' : `${shareCell(arm, '')}${worst}`,
    tone: toneOf(arm.difference),
    mean,
    interval: interval && within(interval),
    single: servedIn(result, group.name, place),
    mark: arm.worst.served,
  };
}

/** No more than all can be paid, and no less than none, however little a few incidents tell. */
function within({ low, high }: { readonly low: number; readonly high: number }) {
  return { low: Math.max(0, low), high: Math.min(1, high) };
}

/** What each arm gains or loses against the first, kind by kind. */
export const differences: PlateKind<ChaosResult> = {
  name: 'differences',
  make({ arms, all, kinds: ofKinds, places = [] }) {
    const groups = [...ofKinds, ...places];
    const [baseline = '', ...others] = arms;
    const rows = others.map((name, index) => ({
      name,
      rows: [all, ...groups].flatMap((group) => differenceRow(group, group.arms[index + 1]!)),
    }));
    const { baseline: _, ...words } = TONES;
    return {
      title: `Differences to "${baseline}"`,
      explains:
        'Incident by incident: how much more of the orders is paid, in points, with the interval that decides; right of zero is better.',
      keys: (theme) =>
        toneKeys(
          rows.flatMap((one) => one.rows.map(({ tone }) => tone)),
          words,
          theme,
        ),
      panels: rows
        .filter((one) => one.rows.length > 0)
        .map((one) => intervalPanel(one.name, one.rows, { unit: 'share', fromZero: true })),
    };
  },
};

/** Of a few incidents that scatter much the interval says nothing, and would leave no room for the others. */
function differenceRow(group: GroupReading, arm: ArmInGroup): IntervalRow[] {
  const { mean, interval } = arm.difference!;
  if (mean === null) return [];
  const isTelling = interval !== null && interval.high - interval.low <= 1;
  return [
    {
      label: group.name,
      figure: differenceCell(arm, ''),
      tone: toneOf(arm.difference),
      mean,
      interval: isTelling ? interval : null,
    },
  ];
}
