import { decimal } from '../kernel/quantity-text.ts';
import { type Economics, economicsSettings } from './economics.ts';
import type { AnySchema } from './schema-walk.ts';
import { inWords, settingOf, spaced } from './words.ts';

const PRICES = [
  'failedOrder',
  'blockedOrder',
  'rejectedOrder',
  'substitutedOrder',
  'deferredOrder',
  'duplicateCharge',
  'orphanedCharge',
] as const satisfies readonly (keyof Economics)[];

/** The prices of a scenario in words; one that is 0 is said to be. */
export function economicsLines(economics: Economics | undefined): string[] {
  if (economics === undefined) return [];
  const schema = economicsSettings as unknown as AnySchema;
  const words = (key: keyof Economics): string =>
    inWords(settingOf(schema, {}, key), economics[key]);
  const { currency, build, running, incidentsPerYear } = economics;
  const year =
    typeof incidentsPerYear === 'number'
      ? `${decimal(incidentsPerYear)} incidents a year like this one`
      : `incidents a year: ${words('incidentsPerYear')}`;
  return [
    `margin ${words('margin')} of a paid order${currency === '' ? '' : `, in ${currency}`}`,
    PRICES.map((key) => `${spaced(key)} ${words(key)}`).join(', '),
    year,
    `build ${decimal(build)} once, running ${decimal(running)} a year, over ${words('horizon')}`,
  ];
}
