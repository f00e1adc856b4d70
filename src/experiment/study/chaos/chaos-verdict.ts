import { decimal } from '../../../kernel/quantity-text.ts';
import type { Interval } from '../statistics/interval.ts';
import type { ArmInGroup, GroupReading } from './chaos-result.ts';

/** How each arm fared against the first, in sentences: over all incidents, against which kinds it helps, and where. */
export function chaosVerdict(
  arms: readonly string[],
  all: GroupReading,
  kinds: readonly GroupReading[],
  places: readonly GroupReading[],
): string[] {
  const [baseline = '', ...others] = arms;
  return others.flatMap((name, index) => {
    const place = index + 1;
    const subject = others.length === 1 && name === 'with breaker' ? 'The breaker' : quoted(name);
    return [
      overall(subject, quoted(baseline), all.arms[place]!, all.incidents),
      byKind(subject, kinds, place),
      byPlace(subject, places, place),
    ].filter((sentence) => sentence !== '');
  });
}

function overall(
  subject: string,
  baseline: string,
  { difference }: ArmInGroup,
  incidents: number,
): string {
  const { mean, interval, verdict, betterIn } = difference!;
  if (mean === null) return '';
  const { better, worse, equal } = betterIn!;
  const often = `more in ${decimal(better)} of ${decimal(incidents)}, fewer in ${decimal(worse)}, as many in ${decimal(equal)}`;
  if (interval === null) return `One incident tells nothing of the next.`;
  const size = `${points(Math.abs(mean))} ± ${points(half(interval))}`;
  if (verdict === '~') {
    const sign = mean < 0 ? '−' : '+';
    return `Over all incidents no difference can be told: ${lower(subject)} pays ${sign}${size} % of the orders against ${baseline} (95 %), ${often}.`;
  }
  const verb = verdict === 'better' ? 'saves' : 'loses';
  return `${capital(subject)} ${verb} ${size} % of the orders in the mean of all incidents (95 %): ${often}.`;
}

function byKind(subject: string, kinds: readonly GroupReading[], place: number): string {
  if (kinds.length < 2) return '';
  const named = (wanted: string): string =>
    kinds
      .filter(({ arms }) => arms[place]!.difference!.verdict === wanted)
      .map(({ name }) => name)
      .join(', ');
  const [helps, hurts] = [named('better'), named('worse')];
  const told = [
    helps === '' ? '' : `helps against ${helps}`,
    hurts === '' ? '' : `hurts under ${hurts}`,
  ].filter((part) => part !== '');
  if (told.length === 0)
    return `${capital(subject)} makes no difference that can be told of any kind by itself.`;
  const isOpen = kinds.some(({ arms }) => arms[place]!.difference!.verdict === '~');
  return `${capital(subject)} ${told.join('; ')}${isOpen ? '; of the other kinds no difference can be told' : ''}.`;
}

/** Where one service, region or way is struck alone, and only where something can be told. */
function byPlace(subject: string, places: readonly GroupReading[], place: number): string {
  if (places.length < 2) return '';
  const named = (wanted: string): string =>
    places
      .filter(({ arms }) => arms[place]!.difference!.verdict === wanted)
      .map(({ name }) => name)
      .join(', ');
  const [helps, hurts] = [named('better'), named('worse')];
  const told = [
    helps === '' ? '' : `helps where ${helps} is struck`,
    hurts === '' ? '' : `hurts where ${hurts} is struck`,
  ].filter((part) => part !== '');
  return told.length === 0 ? '' : `${capital(subject)} ${told.join('; ')}.`;
}

function half({ low, high }: Interval): number {
  return (high - low) / 2;
}

/** Of a share, in per cent. */
function points(share: number): string {
  return (100 * share).toFixed(1);
}

function quoted(name: string): string {
  return /^with(?:out)? breaker$/.test(name) ? name : `"${name}"`;
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function lower(words: string): string {
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}
