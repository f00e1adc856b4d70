import { WORST } from '../../experiment/study/chaos/read-chaos.ts';
import { KEPT } from '../../experiment/study/chaos/worst.ts';
import { shareText } from '../../kernel/quantity-text.ts';
import { CHAOS_KINDS } from '../../scenario/chaos/kind/index.ts';
import { chaosSettings } from '../../scenario/chaos/settings.ts';
import { OVER, WARM_UP } from '../../scenario/chaos/window.ts';
import { code, heading, type Page, prose, table } from './page.ts';
import { settingsTable } from './settings-table.ts';

/** What is drawn, what is told of it, and how the worst is made small. */
export const chaos: Page = {
  name: 'chaos',
  summary: 'incidents nobody scripted: what is drawn, what is told, the worst made small',
  blocks: () => [
    prose(`A breaker that was set for one story is tried on a thousand others. blackfriday chaos draws incidents from a
      catalogue, runs every arm through each of them with the same orders and the same luck, and tells how they fare,
      which incident hurts most, and the smallest part of it that still does.`),
    code(`
      blackfriday chaos my.yaml                            the whole account
      blackfriday chaos my.yaml --incidents 200            a first look
      blackfriday chaos my.yaml -o worst.yaml              the worst as a scenario to keep
      blackfriday chaos my.yaml --quiet                    for continuous integration`),
    heading('The catalogue'),
    prose('From the weakest that is drawn of a kind to the strongest.'),
    table(
      ['kind', 'what it does'],
      CHAOS_KINDS.map(({ kind, summary }) => [kind, summary]),
    ),
    prose(`Strength is drawn evenly between its bounds, length so that twice as long is always as likely, the start evenly
      over where there is room: after the first ${shareText(WARM_UP)} of the run, which has to warm up, and over by
      ${shareText(OVER)} of it, so that one can see who recovers. The incident takes the place of the scenario's own
      script, unless the block says script: keep; its traffic stays. A surge of orders cannot be put into recorded traffic
      or clients in a closed loop, so there those kinds are left out.`),
    prose(`Incident 17 of a seed is the same for every pipeline, for any number of workers, and whatever other incidents are
      drawn; a kind that is added to the catalogue takes its part of the places, and leaves all the others as they were.
      Each incident has traffic and luck of its own.`),
    heading('In a graph of services'),
    prose(`A trouble strikes something: a service, a way between two regions, a whole region, the store that circuits are
      shared by. Which, is drawn evenly among all that orders come by, and so is whether all of a service is struck (in
      half of the cases) or a part: a tenth, a quarter or half of its instances, those in one region, one class of
      orders. one-bad-instance strikes one of the instances; where there is only one, so many of its calls. At the front
      door no policy helps, so it is struck only where "services" names it. Kinds that find nothing to strike are not drawn: no region is
      away where there are none. What is struck is there in every arm, and the same for all of them.`),
    prose(`Every account names the places: each incident, a table of what is struck, the verdict, the worst. The entries
      stand in the scripts of the services and of the regions (help services), and making it small leaves instances out, too.`),
    code(`
      blackfriday chaos two-providers -o worst.yaml
      blackfriday chaos region-down --kinds region-away,way-away,slow-way
      blackfriday chaos my.yaml --set 'chaos.services=[stripe]'`),
    heading('The chaos block'),
    settingsTable(chaosSettings),
    code(`
      chaos:
        incidents: 500
        atOnce: 1
        length: { min: 10s, max: 2m }
        kinds:
          brown-out: { weight: 3 }           # three times as often as the other
          hard-down: { length: { max: 30s } }
        tolerance: 5%                        # so many incidents may break a threshold`),
    heading('What is told'),
    TOLD,
    heading('The worst, and the smallest part of it'),
    prose(`The worst is the incident in which an arm falls furthest behind the first one; of a scenario with a single arm,
      behind the same run without the incident. It is made smaller for as long as at least ${shareText(KEPT)} of the harm
      is left: entries are dropped, by halves and then one by one (delta debugging), then single changes; ends and
      beginnings are cut, and strength is taken away. What is left is written with its seed, so that it is replayed to
      the order: blackfriday compare worst.yaml. Thresholds of the scenario stay in it.`),
  ],
};

const TOLD = table(
  ['', 'what it is'],
  [
    [
      'orders paid',
      'the share of the orders that came, at once or later: the mean of all incidents, with its 95 % interval (Student)',
    ],
    [
      'worst 1 %',
      `what the worst ${shareText(WORST)} of the incidents leave of it at most; the interval by bootstrap, from 299 incidents on`,
    ],
    ['recovers', 'in how many incidents service is normal again, as help verdict has it (Wilson)'],
    [
      'by kind',
      'by how much an arm pays more of the orders than the first: paired, incident by incident. All these intervals hold at once at 95 % (Šidák); ~ where one holds zero',
    ],
    [
      'thresholds',
      'how many incidents broke it; it fails where these are more than the tolerance, and then the exit code is 99',
    ],
  ],
);
