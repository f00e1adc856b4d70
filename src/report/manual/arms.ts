import { armSettings, MOST_ARMS } from '../../scenario/arms/arm-settings.ts';
import { code, heading, type Page, prose } from './page.ts';
import { settingsTable } from './settings-table.ts';

/** Named variants of a scenario, in the file and on the command line. */
export const arms: Page = {
  name: 'arms',
  summary: 'variants of a scenario to compare: in the file, with --arm and with --vary',
  blocks: () => [
    prose(`An arm is a named variant of a scenario: the scenario as written, with some policies taken out and some
      settings changed. The first is the baseline. All arms meet the same orders at the same instants with the same
      luck, and each is compared with the first, order by order. A scenario that names none has two: without breaker
      and with breaker; one that holds no breaker has one, as written.`),
    code(`
      arms:
        none:    { without: [breaker, retry] }
        today:   {}
        quicker: { set: { orderService.pipeline.breaker.open.duration: 2s } }
      thresholds:
        - "quicker: orders.paid >= today: orders.paid"`),
    heading('An arm'),
    settingsTable(armSettings),
    prose(`Paths are those of --set. An arm may set anything of the services and their pipelines; seed, duration, tick
      and traffic all arms share, or they could not be compared. What it sets is checked as if the file said it. Two
      arms may not be the same. There are at most ${MOST_ARMS}.`),
    heading('On the command line'),
    code(`
      blackfriday compare --arm 'none: without breaker, retry'
      blackfriday compare --arm 'quicker: orderService.pipeline.breaker.open.duration=2s, orderService.workers=500'
      blackfriday compare --vary orderService.pipeline.breaker.open.duration=1s,2s,5s,10s
      blackfriday compare --vary orderService.pipeline.breaker.open.duration=1s..60s/8log
      blackfriday run --arm today`),
    prose(`--arm adds an arm, --vary one for each value, called by the end of its path: open.duration=2s. They add to
      those of the file; where it names none, the scenario as written is the baseline. compare and watch take both as
      often as you like; run takes the name of the one arm that it is to run.`),
    prose(`A range stands for several values, both ends among them: 1..10/4 is 1, 4, 7, 10; 1s..60s/8log is eight of
      which each is the same multiple of the one before. Between its ends values are rounded to three figures of their
      step, and to whole numbers where both ends are whole and bear no unit (1.0..3.0/5 asks for fractions).`),
    heading('What is shown'),
    prose(`Of more than two arms there is a ranking, the best first: orders paid, the difference to the baseline in
      orders and in money, and order by order how many only the one and only the other pays. Tables, charts and pages
      show at most six arms tick by tick, the baseline and the five best; the others stand in the ranking. In JSON a
      comparison of two stands under "comparison"; of more, each further arm against the first, in their order, under
      "comparisons"; "changes" of an arm tells what sets it apart.`),
  ],
};
