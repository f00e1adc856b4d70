import type { Reason } from '../../../experiment/study/tune/race.ts';
import type { TuneResult } from '../../../experiment/study/tune/tune-result.ts';
import { trialsOf } from '../../../experiment/study/tune/words.ts';
import type { Theme } from '../../chart/theme.ts';
import { count } from '../../figures.ts';
import { type BarRow, barsPanel } from '../../plate/bars-panel.ts';
import { raceName } from '../../tune/sheet.ts';
import type { PlateKind } from '../account.ts';

type Round = TuneResult['legs'][number]['rounds'][number];

const REASONS: readonly Reason['kind'][] = ['beaten', 'constraint', 'nothing to measure'];

const WORDS: Readonly<Record<Reason['kind'], string>> = {
  beaten: 'dropped: beaten beyond doubt',
  constraint: 'dropped: a constraint is broken',
  'nothing to measure': 'dropped: nothing to measure',
};

/** How many raced, and how many were dropped, round by round. */
export const race: PlateKind<TuneResult> = {
  name: 'race',
  make: (result) => ({
    title: result.legs.length === 1 ? 'The race' : 'The races',
    explains: `Candidates in each round: those that went on, and those that were dropped and why. Each round knows twice the ${trialsOf(result)} of the one before.`,
    keys: (theme) => [
      { label: 'went on', area: theme.colour.successful },
      ...REASONS.filter((kind) =>
        result.legs.some(({ rounds }) => rounds.some((one) => dropped(one, kind) > 0)),
      ).map((kind) => ({ label: WORDS[kind], area: fillOf(kind, theme) })),
    ],
    panels: result.legs.flatMap(({ rounds }, leg) =>
      rounds.length === 0
        ? []
        : [
            barsPanel(
              `${leg + 1}. ${raceName(leg, rounds[0]!)}`,
              rounds.map((round) => rowOf(round, trialsOf(result))),
            ),
          ],
    ),
  }),
};

function rowOf(round: Round, trials: string): BarRow {
  const { replications, standing } = round;
  const raced = standing + round.dropped.length;
  return {
    label: `after ${count(replications)} ${trials}`,
    figure: `${count(standing)} of ${count(raced)} go on`,
    parts: [
      { value: standing, fill: ({ colour }) => colour.successful },
      ...REASONS.map((kind) => ({
        value: dropped(round, kind),
        fill: (theme: Theme) => fillOf(kind, theme),
      })),
    ],
  };
}

function dropped({ dropped: all }: Round, kind: Reason['kind']): number {
  return all.filter(({ reason }) => reason.kind === kind).length;
}

function fillOf(kind: Reason['kind'], theme: Theme): string {
  switch (kind) {
    case 'beaten':
      return theme.colour.line;
    case 'constraint':
      return theme.pattern('failed');
    case 'nothing to measure':
      return theme.pattern('declined');
  }
}
