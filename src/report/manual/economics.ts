import { NORMAL, PAYMENTS } from '../../experiment/economics/below-normal.ts';
import { decimal, shareText } from '../../kernel/quantity-text.ts';
import { METRIC_ROWS } from '../../model/metrics/table.ts';
import { CHAOS_KIND_NAMES } from '../../scenario/chaos/kind/index.ts';
import { economicsSettings } from '../../scenario/economics.ts';
import { code, heading, type Page, prose, table } from './page.ts';
import { settingsTable } from './settings-table.ts';

/** What trouble costs and what a remedy returns, with every formula. */
export const economics: Page = {
  name: 'economics',
  summary: 'what an incident costs, what a year of them costs, and when a remedy pays for itself',
  blocks: () => [
    prose(`A scenario with a block of prices is told in money as well: under the summary of run and compare, in JSON,
      Markdown and on the page. The prices are yours, and the answer is as good as they are.`),
    code(`
      economics:
        currency: EUR
        margin: 20%                # of a paid order
        failedOrder: 1.50          # support and goodwill, besides the margin
        orphanedCharge: 12         # the refund, and the call
        incidentsPerYear: 12       # each like this one; or { brown-out: 8, hard-down: 2 }
        build: 50000               # once
        running: 5000              # a year
        horizon: 3y`),
    settingsTable(economicsSettings),
    prose(`The kinds of incident are ${CHAOS_KIND_NAMES.join(', ')}.`),
    heading('An arm by itself'),
    table(
      ['path', 'meaning'],
      METRIC_ROWS.filter(({ path }) => path.startsWith('economics.')).map(({ path, meaning }) => [
        path,
        meaning,
      ]),
    ),
    prose(`An incident is one trouble of the scenario (blackfriday help verdict). Where there are several, its cost and
      its times are their mean; where there is none, there is nothing to tell.`),
    prose(`Its cost is what the orders cost that ended after the first trouble began, less what as many orders cost
      before it: what fails on any day is no cost of the incident. Chance alone can so make it a little less than
      nothing. Where too few orders ended before the trouble to tell, nothing is taken off. Orders in flight, and
      deferred ones that still wait, cost nothing when the run ends, for nobody knows yet what becomes of them; nor
      does a declined order, which no remedy would have paid. An arm that has not recovered by then would have cost
      more: a longer run tells.`),
    prose(`Time below normal is measured on orders in order of arrival, in windows of as many as normally bring
      ${decimal(PAYMENTS)} payments (in a run of few orders a fiftieth of it): a window counts where fewer than
      ${shareText(NORMAL)} as many are paid as before the trouble, and fewer than chance explains, by four standard
      deviations. A deferred order is not paid then.`),
    heading('Against the first arm'),
    prose('With s what an incident costs less than in the first arm, and n the incidents a year:'),
    table(
      ['in JSON, under comparison.economics', 'is'],
      [
        ['savingPerIncidentCents', 's'],
        ['perYear.savingCents', 'n s'],
        [
          'perYear.returnOnInvestment',
          '(n s horizon - price) / price; price = build + running horizon',
        ],
        ['perYear.paybackYears', 'build / (n s - running); null: never'],
        ['breakEvenIncidentsPerYear', '(build / horizon + running) / s; null: no number would do'],
      ],
    ),
    prose(`Every arm but the first costs "build" and "running". Nothing is discounted: over three years that is small
      beside what nobody knows of next year's incidents. Where incidents are given by kind, the one of this scenario
      stands for none of them, and the figures of a year are blackfriday chaos's to tell: the sum over the kinds of their
      number a year times the mean cost of one that was drawn and came alone, with Student's interval (Welch's degrees of
      freedom); what an arm saves of it is paired, incident by incident. A kind that is counted and never came alone
      leaves the year untold, and is named.`),
    prose(`Amounts in paths are cents, in thresholds too:
      "with breaker: economics.costPerYearCents <= 50_000_000" is half a million.`),
  ],
};
