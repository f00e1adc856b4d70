import { decimal } from '../../kernel/quantity-text.ts';
import type { ArmResult } from '../result.ts';
import { type Arms, baselineWords, candidateWords, orders, sentenceCase, span } from './words.ts';

/** A difference in counts below this share of the orders is not worth a sentence. */
const SHARE = 0.001;
/** Waiting is told of where one arm waits so many times as long as the other, and by so much. */
const TIMES = 2;
const LEAST_MS = 100;
/** And where so large a share of the orders wait. */
const WAITING = 0.01;

/** What customers feel beside whether they are paid: charges gone wrong, waiting, a full house. */
export function customerSentences(arms: Arms): string[] {
  return [chargesSentence(arms), waitSentence(arms), houseSentence(arms)];
}

function chargesSentence(arms: Arms): string {
  const wrongs = [
    counted(arms, 'charged twice', ({ totals }) => totals.charges.duplicate),
    counted(arms, 'charged though the order is not paid', ({ totals }) => totals.charges.orphaned),
  ].filter((words) => words !== '');
  return wrongs.length === 0 ? '' : `Cards ${wrongs.join('; cards ')}.`;
}

/** Told where the arms differ by something that matters. */
function counted(arms: Arms, what: string, of: (arm: ArmResult) => number): string {
  const [baseline, candidate] = arms;
  const [without, with_] = [of(baseline), of(candidate)];
  if (Math.abs(with_ - without) <= SHARE * baseline.totals.orders.arrived) return '';
  return `${what}: ${decimal(with_)} ${candidateWords(arms)}, ${decimal(without)} ${baselineWords(arms)}`;
}

function waitSentence(arms: Arms): string {
  // Who is deferred learns nothing of it, and may be paid later.
  const defers = arms.some(({ totals }) => totals.orders.deferred > 0);
  const unpaid = defers
    ? ''
    : waits(arms, ({ totals }) => totals.latencyMs?.unpaid ?? null, notPaid);
  const paid = waits(
    arms,
    ({ totals }) => totals.latencyMs?.paid ?? null,
    ({ totals }) => totals.orders.paid,
  );
  const parts = [
    unpaid === '' ? '' : `who is not paid learns it after ${unpaid}`,
    paid === '' ? '' : `who is paid waits ${paid}`,
  ].filter((part) => part !== '');
  const words = parts.join('; ');
  return words === '' ? '' : `${sentenceCase(words)}, on average.`;
}

type Latency = { readonly mean: number } | null;

function waits(
  arms: Arms,
  of: (arm: ArmResult) => Latency,
  count: (arm: ArmResult) => number,
): string {
  const [baseline, candidate] = arms;
  const [without, with_] = [of(baseline)?.mean, of(candidate)?.mean];
  if (without === undefined || with_ === undefined) return '';
  const [shorter, longer] = [Math.min(without, with_), Math.max(without, with_)];
  const isMuch = longer >= TIMES * shorter && longer - shorter >= LEAST_MS;
  const many = [baseline, candidate].every(
    (arm) => count(arm) >= WAITING * arm.totals.orders.arrived,
  );
  return isMuch && many
    ? `${span(with_)} ${candidateWords(arms)}, ${span(without)} ${baselineWords(arms)}`
    : '';
}

/** Orders that ended, and not by being paid. */
function notPaid({ totals: { orders: of } }: ArmResult): number {
  return of.arrived - of.paid - of.pending;
}

/** Orders that found no worker. Where limits turn tries away as well, the two cannot be told apart. */
function houseSentence(arms: Arms): string {
  const limits = arms.some(({ totals }) => Object.values(totals.rejections).some((n) => n > 0));
  if (limits) return '';
  const [baseline, candidate] = arms;
  const [without, with_] = [baseline.totals.orders.rejected, candidate.totals.orders.rejected];
  if (Math.abs(with_ - without) <= SHARE * baseline.totals.orders.arrived) return '';
  return `Every worker is busy and the backlog full for ${orders(with_)} ${candidateWords(arms)}, for ${decimal(without)} ${baselineWords(arms)}.`;
}
