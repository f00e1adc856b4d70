import type { ArmResult } from '../experiment/result.ts';
import { count, money, percent, shareOf } from './figures.ts';
import {
  afterwards,
  amount,
  amountPaidLater,
  calls,
  counted,
  type Figure,
  type Line,
  lasting,
  orders,
  timed,
  times,
} from './summary-line.ts';

export interface Section {
  readonly title: string;
  readonly lines: readonly { readonly label: string; readonly figures: readonly Figure[] }[];
}

/** The totals in the order in which people ask for them. */
const SECTIONS: readonly { readonly title: string; readonly lines: readonly Line[] }[] = [
  {
    title: 'orders',
    lines: [
      { label: 'arrived', figure: ({ orders }) => ({ figure: count(orders.arrived) }) },
      orders('paid'),
      orders('declined', true),
      orders('failed'),
      orders('blocked'),
      orders('rejected'),
      orders('deferred', true),
      orders('substituted', true),
      orders('pending'),
    ],
  },
  {
    title: 'calls',
    lines: [
      { label: 'started', figure: (totals) => ({ figure: count(totals.calls.started) }) },
      calls('successful', 'successful'),
      calls('declined', 'declined', true),
      calls('failed', 'failed'),
      calls('  timed out', 'timedOut', true),
      calls('blocked', 'blocked'),
      calls('pending', 'pending'),
    ],
  },
  {
    title: 'latency',
    lines: [
      timed('mean', ({ latencyMs }) => latencyMs?.mean),
      timed('p50', ({ latencyMs }) => latencyMs?.p50),
      timed('p95', ({ latencyMs }) => latencyMs?.p95),
      timed('p99', ({ latencyMs }) => latencyMs?.p99),
    ],
  },
  {
    title: 'call latency',
    lines: [
      timed('mean', ({ callLatencyMs }) => callLatencyMs?.mean),
      timed('p95', ({ callLatencyMs }) => callLatencyMs?.p95),
    ],
  },
  {
    title: 'queue wait',
    lines: [
      timed('mean', ({ queueWaitMs }) => queueWaitMs?.mean),
      timed('p95', ({ queueWaitMs }) => queueWaitMs?.p95),
    ],
  },
  {
    title: 'deferred',
    lines: [
      afterwards('paid later', 'paid'),
      afterwards('declined', 'declined', true),
      afterwards('failed', 'failed'),
      afterwards('waiting', 'waiting'),
      timed('wait, mean', ({ deferred }) => deferred?.waitMs?.mean),
      timed('wait, p95', ({ deferred }) => deferred?.waitMs?.p95),
    ],
  },
  {
    title: 'backup',
    lines: [
      {
        label: 'orders paid',
        figure: ({ backup, orders }) =>
          backup === null
            ? undefined
            : { figure: count(backup.paid), share: shareOf(backup.paid, orders.paid) },
      },
      counted('calls', ({ backup }) => backup?.calls.started),
      counted('failed', ({ backup }) => backup?.calls.failed),
      counted('refused', ({ backup }) => backup?.refused),
    ],
  },
  {
    title: 'turned away',
    lines: [
      counted('bulkhead', ({ rejections }) => rejections.bulkhead, true),
      counted('rate limit', ({ rejections }) => rejections.rateLimit, true),
      counted('throttle', ({ rejections }) => rejections.throttle, true),
      counted('limit', ({ rejections }) => rejections.concurrencyLimit, true),
    ],
  },
  {
    title: 'money',
    lines: [
      { label: 'offered', figure: ({ amountCents }) => ({ figure: money(amountCents.offered) }) },
      amount('paid'),
      amount('lost'),
      amountPaidLater(),
    ],
  },
  {
    title: 'charges',
    lines: [
      { label: 'made', figure: ({ charges }) => ({ figure: count(charges.made) }) },
      { label: 'duplicate', figure: ({ charges }) => ({ figure: count(charges.duplicate) }) },
      { label: 'orphaned', figure: ({ charges }) => ({ figure: count(charges.orphaned) }) },
    ],
  },
  {
    title: 'gateway',
    lines: [
      {
        label: 'utilisation',
        figure: ({ paymentService: { utilisation } }) =>
          utilisation === null ? undefined : { figure: percent(utilisation) },
      },
      {
        label: 'mean queue',
        figure: ({ paymentService }) => ({ figure: count(paymentService.meanQueued) }),
      },
      {
        label: 'refused',
        figure: ({ paymentService }) => ({ figure: count(paymentService.refused) }),
      },
    ],
  },
  {
    title: 'breaker',
    lines: [
      { label: 'opened', figure: ({ breaker }) => times(breaker?.opens) },
      { label: 'open', figure: ({ breaker }) => lasting(breaker?.openMs) },
      { label: 'half-open', figure: ({ breaker }) => lasting(breaker?.halfOpenMs) },
    ],
  },
];

/** The sections, without the lines and sections that no arm has anything to say of. */
export function summarySections(arms: readonly ArmResult[]): Section[] {
  return SECTIONS.map(({ title, lines }) => ({
    title,
    lines: lines.flatMap((line) => {
      const figures = arms.map((arm) => line.figure(arm.totals));
      const known = figures.filter((figure) => figure !== undefined);
      const idle = known.every(({ figure }) => figure === '0');
      if (known.length === 0 || (line.unlessIdle && idle)) return [];
      return [{ label: line.label, figures: figures.map((figure) => figure ?? { figure: '' }) }];
    }),
  })).filter(({ lines }) => lines.length > 0);
}
