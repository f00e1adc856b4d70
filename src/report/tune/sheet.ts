import { estimateWords } from '../../experiment/study/quantity-figures.ts';
import type { TuneResult } from '../../experiment/study/tune/tune-result.ts';
import { TODAY } from '../../experiment/study/tune/tuning.ts';
import { ENDINGS, shortPath, trialsOf } from '../../experiment/study/tune/words.ts';
import { count, percent } from '../figures.ts';
import { column, type SheetPart, type SheetTable } from '../sheet/sheet.ts';

/** What a tuning tells people: the recommendation first, then what it rests on. */
export function tuneSheet(result: TuneResult, gistOnly: boolean): SheetPart[] {
  const verdict: SheetPart = {
    kind: 'prose',
    heading: 'Recommendation',
    sentences: result.verdict,
  };
  if (gistOnly) return [verdict];
  const races = result.legs.some(({ rounds }) => rounds.length > 0) ? [race(result)] : [];
  return [...heading(result), verdict, settings(result), ...races, ...confirmation(result)];
}

function heading(result: TuneResult): SheetPart[] {
  const { scenario, seed, arm, against, aim, constraints, candidates, grid, runs } = result;
  return [
    { kind: 'title', text: scenario.title === '' ? scenario.name : scenario.title },
    {
      kind: 'facts',
      facts: [
        scenario.name,
        `study seed ${seed}`,
        ...scenario.overrides,
        `"${arm}"`,
        ...(against === undefined ? [] : [`against chaos: ${against.chaos.join(', ')}`]),
        `${aim.goal} ${aim.metric}`,
        ...constraints.map((text) => `keep ${text}`),
        `${count(candidates.length - 1)} candidates of a grid of ${count(grid)}`,
        `${count(runs)} runs`,
      ],
    },
  ];
}

function settings({ settings: all, recommended, advice }: TuneResult): SheetTable {
  const isChange = advice.kind === 'change';
  return {
    kind: 'table',
    heading: 'Settings',
    columns: [
      column('setting', 'left'),
      column('today'),
      ...(isChange ? [column('recommended')] : []),
      column('explains', 'right', 1),
      column('as good', 'left', 2),
    ],
    rows: all.map(({ path, today, share, matters, asGood }) => [
      shortPath(path),
      today ?? 'not set',
      ...(isChange ? [recommended[path] ?? 'as today'] : []),
      share === null ? '' : matters === true ? percent(share) : '~',
      asGood.join(', '),
    ]),
    note: all.some(({ share }) => share !== null)
      ? 'explains: the share of the variance between candidates, by this setting alone; ~ no more than chance. as good: the values among the candidates that cannot be told from the best.'
      : '',
  };
}

function race(result: TuneResult): SheetTable {
  const { legs } = result;
  const droppedFor = ({ dropped }: Round, kind: string): string =>
    count(dropped.filter(({ reason }) => reason.kind === kind).length);
  return {
    kind: 'table',
    heading: legs.length === 1 ? 'The race' : 'The races',
    columns: [
      column('race', 'left'),
      column(trialsOf(result)),
      column('raced'),
      column('beaten'),
      column('broke a constraint', 'right', 1),
      column('nothing to measure', 'right', 2),
      column('left'),
    ],
    rows: legs.flatMap(({ rounds }, leg) =>
      rounds.map((round, index) => [
        index > 0 ? '' : `${leg + 1}. ${raceName(leg, round)}`,
        count(round.replications),
        count(round.standing + round.dropped.length),
        droppedFor(round, 'beaten'),
        droppedFor(round, 'constraint'),
        droppedFor(round, 'nothing to measure'),
        count(round.standing),
      ]),
    ),
    note: `The last ended because ${ENDINGS[legs.at(-1)!.ending]}. Dropped are those that the leader beats beyond doubt: the truly best with a chance of at most 5 % over a whole race.`,
  };
}

/** What a race was among. */
export function raceName(leg: number, { standing, dropped }: Round): string {
  if (leg === 0) return 'all';
  return standing + dropped.length > 2 ? 'around the best' : 'with less changed';
}

type Round = TuneResult['legs'][number]['rounds'][number];

function confirmation(result: TuneResult): SheetPart[] {
  const { confirmed, candidates, settings: all, aim, replications } = result;
  if (confirmed.length === 0) return [];
  const varying = all.filter(
    ({ path }) =>
      new Set(confirmed.map((one) => candidates[one.candidate]!.settings[path])).size > 1,
  );
  return [
    {
      kind: 'table',
      heading: `The finalists on ${count(replications.confirmation)} fresh ${trialsOf(result)}`,
      columns: [
        column('', 'left'),
        column(aim.metric),
        column("against today's"),
        column('better in', 'right', 1),
        ...varying.map(({ path }, index) => column(shortPath(path), 'right', 2 + index)),
      ],
      rows: confirmed.map(({ candidate, value, gain, betterIn }, index) => [
        candidate === TODAY ? 'today' : index === 0 ? 'best' : `${index + 1}.`,
        value === null ? '' : estimateWords(value, aim.unit),
        gain === null ? '' : estimateWords(gain, aim.unit),
        gain === null ? '' : `${count(betterIn)}/${count(replications.confirmation)}`,
        ...varying.map(({ path }) => candidates[candidate]!.settings[path] ?? 'not set'),
      ]),
      note: 'Intervals at 95 %. In the order of the race, whose luck is not in these figures.',
    },
  ];
}
