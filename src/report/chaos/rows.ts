import type {
  ArmInGroup,
  ChaosResult,
  ChaosThreshold,
  Harm,
  WorstIncident,
} from '../../experiment/study/chaos/chaos-result.ts';
import { inArm } from '../../experiment/study/chaos/kept-account.ts';
import type { Interval } from '../../experiment/study/statistics/interval.ts';
import { durationText, shareText } from '../../kernel/quantity-text.ts';
import { ARM } from '../../scenario/arm-names.ts';
import { troubleWords } from '../../scenario/chaos/words.ts';
import { count, percent } from '../figures.ts';

/** What the screen and the Markdown tell alike: figures and sentences, before they are laid out. */

export const ARM_HEAD = ['', 'orders paid', 'worst 1 %: at most', 'recovers'] as const;

/** A row an arm, over all incidents. */
export function armRows({ arms, all }: ChaosResult, dash: string): string[][] {
  return arms.map((name, index) => {
    const { served, worst, recovers } = all.arms[index]!;
    const { yes, of, interval } = recovers;
    return [
      name,
      served.mean === null ? dash : plusMinus(served.mean, served.interval),
      worst.served === null ? dash : within(worst.served, worst.interval),
      of === 0 ? dash : within(yes / of, interval),
    ];
  });
}

/** The head of the table of kinds: the share paid in the first arm, and by how much each other differs. */
export function kindHead({ arms }: ChaosResult): string[] {
  const [baseline = '', ...others] = arms;
  return ['by kind', 'incidents', baseline, ...others];
}

export function kindRows({ kinds }: ChaosResult, dash: string): string[][] {
  return kinds.map(({ name, incidents, arms }) => [
    name,
    count(incidents),
    ...arms.map((arm) =>
      arm.difference === null ? shareCell(arm, dash) : differenceCell(arm, dash),
    ),
  ]);
}

/** Of a graph: the same by what is struck; none where the result tells of no places. */
export function placeTable(result: ChaosResult, dash: string): GroupTable | undefined {
  const { places } = result;
  if (places === undefined || places.length === 0) return undefined;
  const [, ...head] = kindHead(result);
  return {
    head: ['where', ...head],
    rows: kindRows({ ...result, kinds: places }, dash),
    note: 'Troubles that came alone, by the service, region or way that they struck.',
  };
}

export interface GroupTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly note: string;
}

export function shareCell({ served }: ArmInGroup, dash: string): string {
  return served.mean === null ? dash : plusMinus(served.mean, served.interval);
}

/** `+26.2 ± 3.1`; `~` where the interval holds zero. */
export function differenceCell({ difference }: ArmInGroup, dash: string): string {
  const { mean, interval, verdict } = difference!;
  if (mean === null) return dash;
  const points = (100 * mean).toFixed(1);
  const value = Number(points) === 0 ? '0.0' : `${mean > 0 ? '+' : ''}${points}`;
  const told = isTelling(interval, 2) ? `${value} ± ${half(interval)}` : value;
  return `${verdict === '~' ? '~ ' : ''}${told}`;
}

/** What was drawn, in sentences. */
export function drawnWords({ drawn, scenario }: ChaosResult): string {
  const { incidents, kinds, leftOut, ownScript, fromMs, untilMs, atOnce } = drawn;
  const length = durationText(scenario.durationMs);
  const which = kinds.length === 1 ? `of the kind ${kinds[0]}` : `of ${kinds.length} kinds`;
  const together = atOnce === 1 || kinds.length === 1 ? '' : `, up to ${atOnce} at once`;
  const entries = `${count(ownScript.entries)} ${ownScript.entries === 1 ? 'entry' : 'entries'}`;
  return [
    `${count(incidents)} incidents ${which}${together}, each in a run of its own of ${length}, somewhere from ${durationText(fromMs)} to ${durationText(untilMs)}.`,
    ownScript.entries === 0
      ? ''
      : `The scenario's own script (${entries}) ${ownScript.stays ? 'stays' : 'is dropped'}.`,
    leftOut.length === 0
      ? ''
      : `Left out, because its traffic rules them out: ${leftOut.join(', ')}.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** `failed, broken by 213 of 1,000 incidents (19.0 to 24.1 %); 5% may` */
export function brokenWords({ verdict, broken, tolerance }: ChaosThreshold): string {
  if (verdict === 'not judged') return 'not judged, its arm was not run';
  const { yes, of, interval } = broken;
  const range = interval === null ? '' : ` (${ends(interval).join(' to ')} %)`;
  const allowed = tolerance === 0 ? '' : `; ${shareText(tolerance)} may`;
  return `${verdict}, broken by ${count(yes)} of ${count(of)} incidents${range}${allowed}`;
}

export interface WorstWords {
  readonly heading: string;
  readonly troubles: readonly string[];
  readonly came: string;
  readonly shrunk: {
    readonly heading: string;
    readonly script: readonly string[];
    readonly came: string;
  } | null;
}

export function worstWords(worst: WorstIncident): WorstWords {
  const { number, seed, arm, troubles, whole, shrunk } = worst;
  return {
    heading: `Worst for ${arm === ARM.with ? 'the breaker' : `"${arm}"`}: incident ${count(number)}, seed ${seed}`,
    troubles: troubles.map(troubleWords),
    came: cameWords(worst, whole),
    shrunk: shrunk && {
      heading: `The smallest part found that does at least half of the harm, in ${count(shrunk.tried)} ${shrunk.tried === 1 ? 'try' : 'tries'}:`,
      script:
        shrunk.script.length === 0
          ? ['nothing at all: it does it without any incident']
          : shrunk.script,
      came: cameWords(worst, shrunk),
    },
  };
}

function cameWords({ arm, against }: WorstIncident, { served, servedByOther }: Harm): string {
  const other = against === null ? 'had nothing happened' : inArm(against);
  return `${percent(served)} of the orders are paid ${inArm(arm)}, ${percent(servedByOther)} ${other}`;
}

/** What the columns of the table of kinds mean. */
export function kindNote({ arms }: ChaosResult): string {
  const [baseline = '', ...others] = arms;
  if (others.length === 0) return '';
  const subject = others.length === 1 ? others[0]! : 'the others';
  return `${subject}: how much more of the orders than ${baseline}; ~: no difference can be told. All intervals of differences hold at once, at 95 %.`;
}

function plusMinus(share: number, interval: Interval | null): string {
  const value = (100 * share).toFixed(1);
  return isTelling(interval, 1) ? `${value} ± ${half(interval)} %` : `${value} %`;
}

/** A few that scatter much leave an interval that is wider than there is room. */
function isTelling(interval: Interval | null, room: number): interval is Interval {
  return interval !== null && interval.high - interval.low <= room;
}

function within(share: number, interval: Interval | null): string {
  const value = (100 * share).toFixed(1);
  if (interval === null) return `${value} %`;
  return `${value} (${ends(interval).join('–')}) %`;
}

function half({ low, high }: Interval): string {
  return (50 * (high - low)).toFixed(1);
}

function ends({ low, high }: Interval): string[] {
  return [low, high].map((end) => (100 * end).toFixed(1));
}
