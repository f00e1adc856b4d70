import { estimateWords } from '../../../experiment/study/quantity-figures.ts';
import type { CandidateResult, TuneResult } from '../../../experiment/study/tune/tune-result.ts';
import { TODAY } from '../../../experiment/study/tune/tuning.ts';
import { shortPath, trialsOf } from '../../../experiment/study/tune/words.ts';
import { count } from '../../figures.ts';
import { curvePanel } from '../../plate/curve-panel.ts';
import { type IntervalRow, intervalPanel } from '../../plate/interval-panel.ts';
import { type Tone, toneKeys } from '../../plate/tone.ts';
import { column } from '../../sheet/sheet.ts';
import type { AccountTable, PlateKind } from '../account.ts';

/** More rows than these nobody follows; the table has them all. */
const MOST_ROWS = 24;

const TONES = {
  baseline: "today's settings",
  better: 'never told apart from the best',
  worse: 'dropped',
} as const;

interface Numbered {
  readonly candidate: CandidateResult;
  readonly number: number;
}

/** Who came how far: those that stood longest first, and of these the best. */
function inOrder({ candidates, aim, standing }: TuneResult): Numbered[] {
  const turn = aim.goal === 'maximise' ? 1 : -1;
  const value = ({ value: own }: CandidateResult) => turn * (own?.mean ?? -turn * Infinity);
  const stood = ({ number }: Numbered) => (standing.includes(number) ? 1 : 0);
  return candidates
    .map((candidate, number) => ({ candidate, number }))
    .sort(
      (a, b) =>
        stood(b) - stood(a) ||
        b.candidate.leg - a.candidate.leg ||
        b.candidate.replications - a.candidate.replications ||
        value(b.candidate) - value(a.candidate),
    );
}

/** The candidates of the race, and when each was dropped. */
export const candidates: PlateKind<TuneResult> = {
  name: 'candidates',
  make(result) {
    const all = inOrder(result);
    const shown = all.slice(0, MOST_ROWS);
    const rows = shown.map((one) => rowOf(one, result));
    const part =
      all.length > shown.length ? ` The first ${MOST_ROWS} of ${count(all.length)}.` : '';
    return {
      title: 'Who was dropped when',
      explains: `${result.aim.metric} of the candidates in the race, over as many ${trialsOf(result)} as each was run on, with its 95 % interval; those that stood longest first.${part}`,
      keys: (theme) =>
        toneKeys(
          rows.map(({ tone }) => tone),
          TONES,
          theme,
        ),
      panels: [intervalPanel('', rows, { unit: result.aim.unit, fromZero: false })],
    };
  },
};

function rowOf({ candidate, number }: Numbered, result: TuneResult): IntervalRow {
  const { value } = candidate;
  const figure = value === null ? 'nothing to measure' : estimateWords(value, result.aim.unit);
  return {
    label: nameOf(number, result),
    figure: `${figure}; ${fateOf(candidate, trialsOf(result))}`,
    tone: toneOf(number, result),
    mean: value?.mean ?? null,
    interval: value,
  };
}

function toneOf(number: number, { standing }: TuneResult): Tone {
  if (number === TODAY) return 'baseline';
  return standing.includes(number) ? 'better' : 'worse';
}

function fateOf({ dropped, replications }: CandidateResult, trials: string): string {
  if (dropped === null) return `stood ${count(replications)} ${trials}`;
  const { after, reason } = dropped;
  return `dropped after ${count(after)} ${trials}, ${reason.kind === 'constraint' ? 'a constraint' : reason.kind}`;
}

function nameOf(number: number, { candidates: all, settings }: TuneResult): string {
  const own = all[number]!.settings;
  const words = settings
    .map(({ path }) => `${shortPath(path)}=${own[path] ?? 'not set'}`)
    .join(', ');
  return number === TODAY ? `today: ${words}` : words;
}

/** Those that were tried again on seeds, or incidents, that the race had not seen. */
export const finalists: PlateKind<TuneResult> = {
  name: 'finalists',
  make(result) {
    const { confirmed, aim, replications } = result;
    const told = confirmed.map((one) => ({ ...one, tone: toneOf(one.candidate, result) }));
    const gains = told.flatMap(({ candidate, gain, betterIn, tone }): IntervalRow[] =>
      gain === null
        ? []
        : [
            {
              label: nameOf(candidate, result),
              figure: `${estimateWords(gain, aim.unit)}, better in ${count(betterIn)} of ${count(replications.confirmation)}`,
              tone,
              mean: gain.mean,
              interval: gain,
            },
          ],
    );
    const values = told.map(
      ({ candidate, value, tone }): IntervalRow => ({
        label: nameOf(candidate, result),
        figure: value === null ? 'nothing to measure' : estimateWords(value, aim.unit),
        tone,
        mean: value?.mean ?? null,
        interval: value,
      }),
    );
    const scale = { unit: aim.unit };
    return {
      title: `The finalists on fresh ${trialsOf(result)}`,
      explains: `On ${count(replications.confirmation)} ${trialsOf(result)} that the race had not seen, so without the winner's luck; intervals at 95 %.`,
      keys: (theme) =>
        toneKeys(
          told.map(({ tone }) => tone),
          TONES,
          theme,
        ),
      panels:
        confirmed.length === 0
          ? []
          : [
              intervalPanel(aim.metric, values, { ...scale, fromZero: false }),
              ...(gains.length === 0
                ? []
                : [intervalPanel("Against today's settings", gains, { ...scale, fromZero: true })]),
            ],
    };
  },
};

/** What each setting does by itself. */
export const settings: PlateKind<TuneResult> = {
  name: 'settings',
  make: ({ settings: all, aim }) => ({
    title: 'What each setting does',
    explains: `The mean ${aim.metric} of all candidates with each value, whatever their other settings.`,
    keys: () => [],
    panels: all
      .filter(({ means }) => means.filter((mean) => mean !== null).length > 1)
      .map(({ path, values, means }) =>
        curvePanel(
          shortPath(path),
          [
            {
              name: '',
              style: 1,
              points: means.map((mean, place) => ({ place, mean, interval: null })),
            },
          ],
          { unit: aim.unit, fromZero: false, values, across: shortPath(path), flips: [] },
        ),
      ),
  }),
};

/** Every candidate, in the order of the picture. */
export function candidateTable(result: TuneResult): AccountTable {
  return {
    heading: 'Every candidate',
    columns: [
      column('', 'left'),
      ...result.settings.map(({ path }) => column(shortPath(path))),
      column(result.aim.metric),
      column('what became of it', 'left'),
    ],
    rows: inOrder(result).map(({ candidate, number }, place) => [
      number === TODAY ? 'today' : `${place + 1}.`,
      ...result.settings.map(({ path }) => candidate.settings[path] ?? 'not set'),
      candidate.value === null ? '' : estimateWords(candidate.value, result.aim.unit),
      fateOf(candidate, trialsOf(result)),
    ]),
    note: 'Those that stood longest first.',
  };
}
