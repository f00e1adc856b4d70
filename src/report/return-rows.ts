import type { Returns } from '../experiment/economics/returns.ts';
import { percent, yearsText } from '../experiment/verdict/economics.ts';
import { decimal } from '../kernel/quantity-text.ts';
import type { Unit } from '../model/metrics/metric.ts';
import { count } from './figures.ts';
import { WRITTEN } from './summary.ts';

const MINUTE = 60_000;

/** In whole units and whole minutes: what is told here nobody knows to the cent. */
export const COST_TEXTS: Readonly<Record<Unit, (value: number) => string>> = {
  ...WRITTEN,
  cents: (cents) => count(Math.round(cents / 100)),
  ms: (ms) => (ms < 10 * MINUTE ? WRITTEN.ms(ms) : `${count(Math.round(ms / MINUTE))} min`),
};

interface ReturnRow {
  readonly label: string;
  /** Empty where there is nothing to tell. */
  readonly text: (of: Returns) => string;
  /** The more is saved, the less it is. */
  readonly falls?: true;
}

export const RETURN_ROWS: readonly ReturnRow[] = [
  { label: 'saved an incident', text: (of) => COST_TEXTS.cents(of.savingPerIncidentCents) },
  { label: 'saved a year', text: ofYear(({ savingCents }) => COST_TEXTS.cents(savingCents)) },
  {
    label: 'return on investment',
    text: ofYear(({ returnOnInvestment: share }) =>
      share === null ? 'costs nothing' : percent(share),
    ),
  },
  {
    label: 'pays for itself after',
    text: ofYear(({ paybackYears }) => paybackText(paybackYears)),
    falls: true,
  },
  {
    label: 'break-even, incidents a year',
    text: ({ breakEvenIncidentsPerYear: incidents }) =>
      incidents === null ? 'no number' : decimal(incidents, incidents < 1 ? 3 : 1),
    falls: true,
  },
];

type PerYear = NonNullable<Returns['perYear']>;

function ofYear(text: (perYear: PerYear) => string) {
  return ({ perYear }: Returns): string => (perYear === null ? '' : text(perYear));
}

function paybackText(years: number | null): string {
  if (years === null) return 'never';
  return years === 0 ? 'at once' : yearsText(years);
}
