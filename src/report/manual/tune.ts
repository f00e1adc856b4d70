import { CANDIDATES, DOUBT, ON_INCIDENTS, ON_SEEDS } from '../../experiment/study/tune/defaults.ts';
import { EVEN } from '../../experiment/verdict/winner.ts';
import { shareText } from '../../kernel/quantity-text.ts';
import { tuneSettings } from '../../scenario/tune-settings.ts';
import { code, heading, type Page, prose } from './page.ts';
import { settingsTable } from './settings-table.ts';

export const tune: Page = {
  name: 'tune',
  summary: 'the settings that serve best: what may change, how candidates race, what is told',
  blocks: () => [
    prose(`blackfriday tune my.yaml -o tuned.yaml looks for the settings that serve best, and writes the scenario with
      them; comments and layout stay. The same seed gives the same answer, with any number of --jobs.`),
    heading('What may change'),
    prose(`A block of the scenario, or --vary, says which settings may change and to what: a list of values, or a range
      with its number of values, evenly spaced (1..10/4) or each the same multiple of the one before (1s..60s/8log). Left
      out, these are sensible ranges of the breakers, retries and timeouts in the pipeline. Thresholds of the arm that
      is tuned, the scenario as written, are constraints, too.`),
    code(`
      tune:
        maximise: amountCents.paid       # or minimise; left out, orders.paid
        vary:
          orderService.pipeline.breaker.open.duration: 1s..60s/8log
          orderService.pipeline.retry.calls: [1, 2, 3, 4]
        constraints:
          - charges.duplicate <= 100`),
    settingsTable(tuneSettings),
    heading('The race'),
    prose(`Of a small grid every point is tried, of a large one ${CANDIDATES} that are spread evenly (a Sobol sequence;
      --candidates). All candidates, and today's settings, run the same ${ON_SEEDS.first} seeds, so that orders and luck are the
      same for all. What the best beats beyond doubt is dropped: a t test of the differences seed by seed, corrected for
      how many are compared and how often, so that the truly best is dropped with a chance of at most
      ${shareText(DOUBT)}. The rest run as many seeds again, until one stands, the rest differ by less than
      ${shareText(EVEN)}, or ${ON_SEEDS.most} seeds were run (--max-seeds). Then the leader races against all that differ from it in
      one setting, until it stays the leader; and last against itself with every setting as today that does as well so:
      what need not change is not recommended to.`),
    heading('Against chaos'),
    prose(`One story teaches one answer. tune --against chaos tries every candidate on incidents of the catalogue instead
      (help chaos; the chaos block and --kinds choose): replication by replication the same incident, orders and luck for
      all. Incidents differ more than seeds do, so a race begins with ${ON_INCIDENTS.first} of them and takes at most
      ${ON_INCIDENTS.most}, and the finalists are confirmed on ${ON_INCIDENTS.confirmation} that no race has seen.
      Constraints hold in the mean of the incidents; thresholds of the file are promises of its own story, and are not
      asked here. blackfriday chaos tuned.yaml judges the outcome, on incidents that had no part in it.`),
    heading('What is told'),
    prose(`The best of many owes some of its lead to luck. So the finalists and today's settings run ${ON_SEEDS.confirmation} fresh
      seeds (--confirm), and the gain that is told is theirs, with its 95 % interval. Where it does not show one, the
      advice is to leave the settings as they are.`),
    prose(`Which settings matter: how much of the variance between the candidates each setting explains by itself, in the
      first round. ~ means no more than chance: of 999 shufflings too many show as much. Settings that matter only
      together with others are not seen by this.`),
    prose(`How flat the optimum is: the values that cannot be told from the best, one setting at a time. Where there are
      many, choose by what else you know. The races are weak where settings do well but for a rare collapse that the
      first seeds do not show; the fresh seeds are there for that.`),
  ],
};
