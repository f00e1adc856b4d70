import type { Totals } from '../experiment/result.ts';
import { durationText } from '../kernel/quantity-text.ts';
import { count, duration, money, shareOf } from './figures.ts';

/** A total as text, with its share of a whole where it is a part. */
export interface Figure {
  readonly figure: string;
  readonly share?: string;
}

export interface Line {
  readonly label: string;
  /** Left out where every arm has nothing to say of it. */
  readonly unlessIdle?: boolean;
  /** Undefined where there is no such thing. */
  figure(totals: Totals): Figure | undefined;
}

export function orders(key: keyof Totals['orders'], unlessIdle = false): Line {
  return {
    label: key,
    unlessIdle,
    figure: ({ orders }) => ({
      figure: count(orders[key]),
      share: shareOf(orders[key], orders.arrived),
    }),
  };
}

export function calls(label: string, key: keyof Totals['calls'], unlessIdle = false): Line {
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
export function afterwards(
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

export function counted(
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

export function amount(key: 'paid' | 'lost'): Line {
  return {
    label: key,
    figure: ({ amountCents }) => ({
      figure: money(amountCents[key]),
      share: shareOf(amountCents[key], amountCents.offered),
    }),
  };
}

/** Part of what was lost at first, as calls that timed out are of the failed. */
export function amountPaidLater(): Line {
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

export function timed(label: string, ms: (totals: Totals) => number | undefined): Line {
  return { label, figure: (totals) => lasting(ms(totals), duration) };
}

export function times(number: number | undefined): Figure | undefined {
  if (number === undefined) return undefined;
  return { figure: number === 1 ? 'once' : number === 2 ? 'twice' : `${count(number)} times` };
}

export function lasting(ms: number | undefined, text = lengthOf): Figure | undefined {
  return ms === undefined ? undefined : { figure: text(ms) };
}

/** To the tenth of a second; a span alone would show every 1/1024 ms. */
function lengthOf(ms: number): string {
  return ms < 60_000 ? duration(ms) : durationText(Math.round(ms / 100) * 100);
}
