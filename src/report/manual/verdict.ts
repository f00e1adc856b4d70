import { FAR_BELOW, NORMAL, PAYMENTS } from '../../experiment/incident/normal.ts';
import { EVEN } from '../../experiment/verdict/winner.ts';
import { shareText } from '../../kernel/quantity-text.ts';
import { heading, type Page, prose, table } from './page.ts';

/** What each sentence of a verdict means, with the constants that it stands on. */
export const verdict: Page = {
  name: 'verdict',
  summary: 'what the verdict means: who wins, recovery, incidents, the price of a breaker',
  blocks: () => [
    heading('Who wins'),
    prose(`The arm in which more orders are paid, at once or later. Both arms meet the same orders at the same
      instants with the same luck, so the difference is exact, not estimated; clients of a closed loop order again when
      they are served, so there the arms part, and only the sums compare. Arms that differ by less than
      ${shareText(EVEN)} of the orders are even; so are arms whose deferred orders could still turn the tables when the
      run ends.`),
    prose(`Where a scenario names its arms, each is set against the first and goes by its name; of more than two the
      verdict tells which pays most, then a sentence each.`),
    heading('Trouble and incidents'),
    prose(`A trouble is a stretch in which the script makes something worse; entries that overlap or touch are one
      trouble. Without a script it is a peak of the traffic. An incident is what a trouble does to an arm, up to the
      next trouble or the end of the run; its loss is every order that came in this time and was lost for good.`),
    heading('Recovery'),
    prose(`Recovery is the arrival of the first order from which service is normal again: of the orders that come next,
      as many as normally bring ${PAYMENTS} payments, at least ${shareText(NORMAL)} as many are paid as before the
      trouble, and no later stretch of as many orders brings less than ${shareText(FAR_BELOW)} of it, to the next trouble
      or the end of the run. Where too few orders came before it, what the settings let through stands for what was
      normal. It is decided on orders, so it is the same for every --tick. Where chance alone is wider
      than these bounds, five standard deviations of it take their place; in a run of few orders the stretch is a
      twentieth of the run.`),
    table(
      ['the verdict says', 'when'],
      [
        ['stays normal throughout', 'no stretch of orders was below normal'],
        ['is normal again … after its end', 'recovered, and it lasted'],
        ['looks normal from … on', 'normal to the end, for less than a stretch of orders'],
        ['is normal again … times, and falls back', 'normal after the trouble, never for good'],
        ['never recovers within the run', 'no stretch after the trouble was normal'],
        ['has too few orders left to tell', 'less than a stretch came after the trouble'],
        [
          'stays below normal, is below normal when the run ends',
          'the trouble itself lasts to the end',
        ],
        ['was down before it began', 'less than 1 % was paid before the trouble'],
      ],
    ),
    heading('The price'),
    prose(`Told by two measures. Orders that the breaker blocked and the other arm paid: exact, order by order, and
      blind where the other arm has collapsed. And orders that it blocked while the service had capacity free, nothing
      queued, and no trouble in force: what it cost that the breaker closed late, whatever the other arm did; the time
      is from the first such order to the breaker's closing.`),
    heading('Lost, later, waiting'),
    prose(`Lost means lost for good: failed, blocked, rejected, substituted or declined in the end. An order that was
      deferred is paid later, still waiting when the run ends, or lost. Orders and money are split so that they add up:
      the metrics under fate.`),
  ],
};
