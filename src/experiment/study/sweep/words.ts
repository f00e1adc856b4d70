import { decimal } from '../../../kernel/quantity-text.ts';
import { estimateWords } from '../quantity-figures.ts';
import type { MetricReading } from '../reading.ts';
import { shortPath } from '../tune/words.ts';
import type { SweepArm, SweepCell, SweepFlip, SweepReading } from './sweep-result.ts';

type Told = Omit<SweepReading, 'verdict'>;

/** What a sweep came to: where which arm is better, or which settings are best, and how sure that is. */
export function sweepWords(sweep: Told): string[] {
  if (sweep.compares === 'settings') return settingsWords(sweep);
  const names = sweep.cells[0]!.arms.map(({ name }) => name);
  const others = names.slice(1);
  if (others.length === 0) return bestCellWords(sweep);
  return others.flatMap((name, index) => {
    const own = sweep.flips.filter((flip) => flip.arm === name);
    return [
      ...own.map((flip) => flipWords(flip, sweep, names.length)),
      tally(sweep, index + 1, own.length > 0),
    ];
  });
}

/** `The breaker saves orders up to a paymentService.capacity of about 700 (between 640 and 760), above it loses them.` */
function flipWords(flip: SweepFlip, sweep: Told, arms: number): string {
  const { path, about, low, high, at, betterBelow } = flip;
  const others = Object.entries(at).map(([other, value]) => `${shortPath(other)}=${value}`);
  const where = others.length === 0 ? '' : ` at ${others.join(', ')}`;
  const [below, above] = betterBelow ? ['gains', 'loses'] : ['loses', 'gains'];
  const verbs = verbsFor(sweep);
  const range = low === high ? '' : ` (between ${low} and ${high})`;
  return `${subject(flip.arm, sweep, arms)} ${verbs[below as 'gains' | 'loses']} up to a ${shortPath(path)} of about ${about}${range}${where}, above it ${verbs[above as 'gains' | 'loses']}.`;
}

interface Verbs {
  readonly gains: string;
  readonly loses: string;
}

function verbsFor({ metric, baseline }: Told): Verbs {
  if (metric === 'served.orders' || metric === 'orders.paid') {
    return { gains: 'saves orders', loses: 'loses orders' };
  }
  const against = `${metric} than "${baseline}"`;
  return { gains: `has a better ${against}`, loses: `has a worse ${against}` };
}

function subject(arm: string, { baseline }: Told, arms: number): string {
  if (arms === 2 && arm === 'with breaker' && baseline === 'without breaker') return 'The breaker';
  return `"${arm}"`;
}

/** In how many cells it is better, worse, and neither that can be told. */
function tally(sweep: Told, index: number, hasFlips: boolean): string {
  const verdicts = sweep.cells.map(({ arms }) => arms[index]!.difference!.verdict);
  const often = (verdict: string): number => verdicts.filter((one) => one === verdict).length;
  const [better, worse, open] = [often('better'), often('worse'), often('~')];
  const name = subject(sweep.cells[0]!.arms[index]!.name, sweep, sweep.cells[0]!.arms.length);
  const { gains, loses } = verbsFor(sweep);
  const cells = sweep.cells.length;
  if (better === cells) return `${name} ${gains} in every cell.`;
  if (worse === cells) return `${name} ${loses} in every cell.`;
  if (open === cells) return `In none of ${decimal(cells)} cells can a difference be told.`;
  const parts = [
    ...(better > 0 ? [`${gains} in ${decimal(better)}`] : []),
    ...(worse > 0 ? [`${loses} in ${decimal(worse)}`] : []),
  ];
  const rest =
    open > 0 ? `${parts.length > 0 ? '; ' : ''}in ${decimal(open)} no difference can be told` : '';
  const where =
    hasFlips || better === 0 || worse === 0 ? '' : ' Where it changes cannot be told from these.';
  return `Of ${decimal(cells)} cells ${name === 'The breaker' ? 'the breaker' : name} ${parts.join(', ')}${rest}.${where}`;
}

/** The best first: by the mean, or where there is none to the end. */
export function ranked(
  sweep: Told,
  reading: (cell: SweepCell) => MetricReading | null,
): readonly SweepCell[] {
  const turn = sweep.better === 'more' ? 1 : -1;
  const key = (cell: SweepCell): number => turn * (reading(cell)?.mean ?? -turn * Infinity);
  return [...sweep.cells].sort((a, b) => key(b) - key(a));
}

function cellWords({ axes }: Told, { values }: SweepCell): string {
  return axes.map(({ path }, axis) => `${shortPath(path)}=${values[axis]}`).join(', ');
}

function bestCellWords(sweep: Told): string[] {
  const [best] = ranked(sweep, ({ arms }) => arms[0]!.value);
  return best === undefined
    ? []
    : [
        `The best ${sweep.metric} is ${valueWords(best.arms[0]!.value, sweep)}, at ${cellWords(sweep, best)}.`,
      ];
}

function settingsWords(sweep: Told): string[] {
  const order = ranked(sweep, ({ arms }) => arms[0]!.value);
  const best = order[0]!;
  const verdicts = order.map(({ arms }) => arms[0]!.difference?.verdict ?? '~');
  const better = verdicts.filter((one) => one === 'better').length;
  const worse = verdicts.filter((one) => one === 'worse').length;
  const count = (cells: number): string => `${decimal(cells)} of ${decimal(order.length)} settings`;
  return [
    `The best ${sweep.metric} is ${valueWords(best.arms[0]!.value, sweep)}, with ${cellWords(sweep, best)}${againstToday(best.arms[0]!, sweep)}.`,
    better === 0
      ? `None of ${decimal(order.length)} settings is better than today's beyond doubt; ${decimal(worse)} are worse.`
      : `${count(better)} are better than today's beyond doubt, ${decimal(worse)} worse.`,
    ...(better === 0
      ? []
      : [
          'The best of many owes some of its lead to luck: tune races them, and confirms the winner on fresh seeds.',
        ]),
  ];
}

function againstToday({ difference }: SweepArm, { today, unit }: Told): string {
  if (difference === null) return ", today's settings";
  if (difference.mean === null || difference.interval === null || today?.mean == null) return '';
  const words = estimateWords({ mean: difference.mean, ...difference.interval }, unit);
  const tilde = difference.verdict === '~' ? ', which is no difference that can be told' : '';
  return `: ${words} against today's settings${tilde}`;
}

function valueWords({ mean, interval }: MetricReading, { unit }: Told): string {
  if (mean === null) return 'not to be measured';
  return estimateWords({ mean, ...(interval ?? { low: mean, high: mean }) }, unit);
}
