import { decimal } from '../../../kernel/quantity-text.ts';
import { type Estimate, estimateWords, figure } from '../quantity-figures.ts';
import type { Ending } from './race.ts';
import type { SettingResult, TuneResult } from './tune-result.ts';
import { type Confirmed, TODAY } from './tuning.ts';

/** Without the way that all of them share. */
export function shortPath(path: string): string {
  return path.replace(/^orderService\.pipeline\.?/, '');
}

type Told = Omit<TuneResult, 'verdict'>;

/** What candidates were tried on. */
export function trialsOf({ against }: Pick<TuneResult, 'against'>): 'seeds' | 'incidents' {
  return against === undefined ? 'seeds' : 'incidents';
}

/** What a tuning came to: what to do, by how much it is better, what mattered, and how flat the optimum is. */
export function tuneWords(result: Told): string[] {
  return [
    ...adviceWords(result),
    ...constraintWords(result),
    ...mattersWords(result),
    ...flatWords(result),
  ];
}

function adviceWords(result: Told): string[] {
  const { advice, aim, settings } = result;
  const trials = trialsOf(result);
  switch (advice.kind) {
    case 'change': {
      const changes = settings
        .filter(({ path, today }) => result.recommended[path] !== today)
        .map(
          ({ path, today }) =>
            `${shortPath(path)}=${result.recommended[path]} (${todayWords(today)})`,
        );
      return [`Set ${changes.join(', ')}.`, gainWords(result, advice.to)];
    }
    case 'today leads':
      return [
        `Leave the settings as they are: of ${decimal(result.candidates.length - 1)} others none has a better ${aim.metric}.`,
      ];
    case 'no difference can be told': {
      const best = confirmedOf(result, advice.leader);
      return [
        `Leave the settings as they are: on fresh ${trials} no gain can be told from chance.`,
        `The best of the race differs from them by ${gainFigures(best?.gain ?? null, result)}.`,
      ];
    }
    case 'a constraint breaks':
      return [
        `Leave the settings as they are: the best of the race breaks a constraint on fresh ${trials}.`,
      ];
    case 'interrupted':
      return [
        'Interrupted before its end: nothing is recommended.',
        ...leaderWords(result, advice.leader),
      ];
    case 'none keeps the constraints':
      return [
        'None of the candidates keeps the constraints, and neither do the settings of today.',
      ];
  }
}

function leaderWords({ candidates }: Told, leader: number | null): string[] {
  if (leader === null) return [];
  const settings = Object.entries(candidates[leader]!.settings).flatMap(([path, value]) =>
    value === null ? [] : [`${shortPath(path)}=${value}`],
  );
  return [`So far the leader has ${settings.join(', ')}.`];
}

function todayWords(today: string | null): string {
  return today === null ? 'not set today' : `today ${today}`;
}

function gainWords(result: Told, leader: number): string {
  const { aim, replications } = result;
  const best = confirmedOf(result, leader)!;
  const today = confirmedOf(result, TODAY)!;
  if (best.gain === null || best.value === null || today.value === null) {
    return `Its ${aim.metric} is ${best.value === null ? 'not known' : estimateWords(best.value, aim.unit)}; today's settings have nothing to compare it with.`;
  }
  const value = figure(best.value.mean, aim.unit, roundTo(best.value));
  const before = figure(today.value.mean, aim.unit, roundTo(today.value));
  const often = `better in ${decimal(best.betterIn)} of ${decimal(replications.confirmation)}`;
  return `On ${decimal(replications.confirmation)} fresh ${trialsOf(result)} ${aim.metric} is ${value} on average, with today's settings ${before}: a difference of ${gainFigures(best.gain, result)}, ${often}.`;
}

function gainFigures(gain: Estimate | null, { aim }: Told): string {
  return gain === null ? 'nothing that was measured' : `${estimateWords(gain, aim.unit)} (95 %)`;
}

/** The second figure of the half-width. */
function roundTo({ low, high }: Estimate): number {
  const half = (high - low) / 2;
  return half === 0 ? 0 : 10 ** (Math.floor(Math.log10(half)) - 1);
}

function confirmedOf({ confirmed }: Told, candidate: number): Confirmed | undefined {
  return confirmed.find((one) => one.candidate === candidate);
}

/** Where the leader, or today's settings, keep a constraint in some trials only. */
function constraintWords(result: Told): string[] {
  const { advice, constraints, replications } = result;
  const shown = 'to' in advice ? advice.to : 'leader' in advice ? advice.leader : null;
  const best = shown === null ? undefined : confirmedOf(result, shown);
  if (best === undefined) return [];
  return constraints.flatMap((text, index) => {
    const kept = best.keptIn[index]!;
    if (kept === replications.confirmation) return [];
    return [
      `It keeps "${text}" in ${decimal(kept)} of ${decimal(replications.confirmation)} fresh ${trialsOf(result)}.`,
    ];
  });
}

/** Main effects: how far each setting alone moves the mean. */
function mattersWords({ settings, aim, legs }: Told): string[] {
  const known = settings.filter(({ share }) => share !== null);
  if (known.length === 0) return [];
  const mattering = known
    .filter(({ matters }) => matters)
    .sort((a, b) => b.share! - a.share!)
    .map(({ path, share }) => `${shortPath(path)} (${decimal(100 * share!, 0)} %)`);
  const among = `of what differs in ${aim.metric} between the candidates of the ${legs.length > 1 ? 'first ' : ''}race`;
  if (mattering.length === 0) return [`No setting by itself explains more than chance ${among}.`];
  const idle = known.filter(({ matters }) => !matters).map(({ path }) => shortPath(path));
  const rest = idle.length === 0 ? '' : ` No more than chance: ${idle.join(', ')}.`;
  return [`What matters, and how much ${among}: ${mattering.join(', ')}.${rest}`];
}

/** How many do as well, and how far apart their settings lie. */
function flatWords({ standing, settings, legs, isLocal }: Told): string[] {
  if (standing.length === 0) return [];
  const around = isLocal ? 'Around the best' : 'Of the candidates';
  if (standing.length === 1 && leftIn(legs) > 1) {
    return ['Those that were left beside it break a constraint on average, if not beyond doubt.'];
  }
  if (standing.length === 1) {
    return [
      isLocal
        ? 'The optimum is sharp: any one setting changed to another of its values is worse beyond doubt.'
        : 'The optimum is sharp: all other candidates are worse beyond doubt.',
    ];
  }
  const loose = settings.filter(({ asGood }) => asGood.length > 1);
  const firm = settings.filter(({ asGood }) => asGood.length === 1);
  const ranges = loose.map((setting) => `${shortPath(setting.path)} ${rangeWords(setting)}`);
  const fixed = firm.map(({ path, asGood }) => `${shortPath(path)}=${asGood[0]}`);
  const why = legs.at(-1)!.ending === 'even' ? 'are as good as it' : 'cannot be told from it';
  return [
    `The optimum is flat: ${around.toLowerCase()} ${decimal(standing.length - 1)} others ${why}, ${isLocal ? 'one setting at a time: ' : 'with '}${ranges.join('; ')}.`,
    ...(firm.length > 0 && isLocal ? [`What must stay: ${fixed.join(', ')}.`] : []),
  ];
}

/** How many the last race of more than two left. */
function leftIn(legs: Told['legs']): number {
  const wide = legs.filter(({ rounds }) => {
    const [first] = rounds;
    return first !== undefined && first.standing + first.dropped.length > 2;
  });
  return wide.at(-1)?.rounds.at(-1)?.standing ?? 1;
}

function rangeWords({ asGood, values }: SettingResult): string {
  if (asGood.length === values.length) return 'at any of its values';
  return asGood.length <= 2
    ? asGood.join(' or ')
    : `${asGood.slice(0, -1).join(', ')} or ${asGood.at(-1)}`;
}

export const ENDINGS: Readonly<Record<Ending, string>> = {
  'one stands': 'one candidate was left',
  even: 'the rest are as good as equal',
  'out of replications': 'the rest cannot be told apart',
  'none is left': 'no candidate was left',
  interrupted: 'it was interrupted',
};
