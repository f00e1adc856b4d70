import type { ArmResult, Totals } from '../experiment/result.ts';
import { durationText } from '../kernel/quantity-text.ts';
import { count, duration, money, percent, shareOf } from './figures.ts';

/** A total as text, with its share of a whole where it is a part. */
export interface Figure {
  readonly figure: string;
  readonly share?: string;
}

export interface Section {
  readonly title: string;
  readonly lines: readonly { readonly label: string; readonly figures: readonly Figure[] }[];
}

interface Line {
  readonly label: string;
  /** Left out where every arm has nothing to say of it. */
  readonly unlessIdle?: boolean;
  /** Undefined where there is no such thing. */
  figure(totals: Totals): Figure | undefined;
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

function orders(key: keyof Totals['orders'], unlessIdle = false): Line {
  return {
    label: key,
    unlessIdle,
    figure: ({ orders }) => ({
      figure: count(orders[key]),
      share: shareOf(orders[key], orders.arrived),
    }),
  };
}

function calls(label: string, key: keyof Totals['calls'], unlessIdle = false): Line {
  return {
    label,
    unlessIdle,
    figure: ({ calls }) => ({
      figure: count(calls[key]),
      share: shareOf(calls[key], calls.started),
    }),
  };
}

/** Of the deferred orders. */
function afterwards(
  label: string,
  key: 'paid' | 'declined' | 'failed' | 'waiting',
  unlessIdle = false,
): Line {
  return {
    label,
    unlessIdle,
    figure: ({ deferred, orders }) =>
      deferred === null
        ? undefined
        : { figure: count(deferred[key]), share: shareOf(deferred[key], orders.deferred) },
  };
}

function counted(
  label: string,
  number: (totals: Totals) => number | undefined,
  unlessIdle = false,
): Line {
  return {
    label,
    unlessIdle,
    figure: (totals) => {
      const value = number(totals);
      return value === undefined ? undefined : { figure: count(value) };
    },
  };
}

function amount(key: 'paid' | 'lost'): Line {
  return {
    label: key,
    figure: ({ amountCents }) => ({
      figure: money(amountCents[key]),
      share: shareOf(amountCents[key], amountCents.offered),
    }),
  };
}

/** Part of what was lost at first, as calls that timed out are of the failed. */
function amountPaidLater(): Line {
  return {
    label: '  paid later',
    figure: ({ amountCents, deferred }) =>
      deferred === null
        ? undefined
        : {
            figure: money(deferred.paidCents),
            share: shareOf(deferred.paidCents, amountCents.offered),
          },
  };
}

function timed(label: string, ms: (totals: Totals) => number | undefined): Line {
  return { label, figure: (totals) => lasting(ms(totals), duration) };
}

function times(number: number | undefined): Figure | undefined {
  if (number === undefined) return undefined;
  return { figure: number === 1 ? 'once' : number === 2 ? 'twice' : `${count(number)} times` };
}

function lasting(ms: number | undefined, text = lengthOf): Figure | undefined {
  return ms === undefined ? undefined : { figure: text(ms) };
}

/** To the tenth of a second; a span alone would show every 1/1024 ms. */
function lengthOf(ms: number): string {
  return ms < 60_000 ? duration(ms) : durationText(Math.round(ms / 100) * 100);
}
