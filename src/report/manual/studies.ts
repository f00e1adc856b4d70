import { LEVEL } from '../../experiment/study/statistics/interval.ts';
import { shareText } from '../../kernel/quantity-text.ts';
import { STUDY_REPORTERS } from '../study/index.ts';
import { type Block, code, heading, type Page, prose, table } from './page.ts';

const LEVEL_TEXT = shareText(LEVEL);

const manyMachines: readonly Block[] = [
  heading('Many machines'),
  prose(`--shard 3/40 runs the third of forty parts, and writes it as JSON. merge puts parts together, in any order: the
    same bytes as one machine had written. A part that is there twice counts once; one that is missing is named, with
    the command that makes it; one of another study, or of another version of this program, is refused.`),
  code(`
    blackfriday compare --seeds 1000 --shard 3/40 -o part-3.json
    blackfriday merge part-*.json
  `),
  prose(`--print writes what runs all parts: a script for Slurm, a manifest for a Kubernetes indexed job, a line for GNU
    parallel. They use --shard auto, which asks the environment which part this machine is. BLACKFRIDAY_SHARDS says how
    many there are, and goes before what an engine says: so "sbatch --array=3 study.sh" makes a lost part again.`),
  table(
    ['on', 'part', 'of'],
    [
      ['a Slurm array', 'SLURM_ARRAY_TASK_ID', 'SLURM_ARRAY_TASK_COUNT'],
      ['AWS Batch', 'AWS_BATCH_JOB_ARRAY_INDEX', 'AWS_BATCH_JOB_ARRAY_SIZE'],
      ['a Kubernetes indexed job', 'JOB_COMPLETION_INDEX', 'BLACKFRIDAY_SHARDS'],
      ['GNU parallel', 'PARALLEL_SEQ', 'BLACKFRIDAY_SHARDS'],
    ],
  ),
  heading('Workers that come and go'),
  prose(`Where machines come and go, a queue is better than shards: nobody says beforehand how many there are. The study
    is run with --queue, and says in a Redis what is to be done; workers anywhere do it. compare --seeds, sweep, tune
    and chaos can be run so. It needs two packages more, BullMQ and ioredis.`),
  code(`
    npm install bullmq@^6.7.0 ioredis@^5.11.1
    blackfriday work redis://host                                  on any machine, as often as you like
    blackfriday compare --seeds 1000 --queue redis://host --format json -o study.json
  `),
  prose(`Workers may come, die and return. A worker holds its task for ten seconds at a time, and renews its hold while it
    works: whoever dies loses it, and another does the task again. An answer counts once. The Redis may restart, even
    without what it held: it is told again what is still to be done. The result is the same to the byte as that of one
    machine. One worker serves any number of studies, one at a time; --jobs says how many tasks it does at once.`),
  prose(`Ctrl-C at a worker finishes the tasks at hand, and once more gives them back at once. Ctrl-C at the study takes its
    tasks out of the queue and writes what is known; --resume goes on from it, with the queue or without. A worker of
    another version of this program leaves a study alone and says so, for it may calculate otherwise. Whoever can write
    to the Redis can have workers run what they like of this program: keep it inside, with a password.`),
];

/** How many seeds become one answer, on one machine or many. */
export const studies: Page = {
  name: 'studies',
  summary: 'many seeds: intervals, how many seeds it takes, all cores, many machines, a queue',
  blocks: () => [
    prose(`One run is an anecdote: another seed, another number. A study runs every arm once on each of many seeds, which
      is a replication, and tells what is known of the mean, and how well.`),
    code(`
      blackfriday compare --seeds 30            seeds 1 to 30; --seeds 31..60 those
      blackfriday compare --until 1%            as many as it takes, at most --max-seeds
      blackfriday compare --seed 17             one of them, as a run of its own
    `),
    heading('What is told'),
    prose(`Of every metric of every arm: the mean over the seeds and its ${LEVEL_TEXT} interval, written ± (Student's t; the
      seeds are independent, and there is no interval of one seed). Of every arm but the first: the difference to the
      first, seed by seed, with an interval of its own. Arms share the luck of their seed, so the difference is known
      far better than the means are. A ~ stands where the interval of the difference holds zero: the seeds cannot tell
      it from none, and nothing is called better or worse. In how many seeds an arm is better is told beside it.`),
    prose(`Where several arms are compared with the first, one in twenty differences would seem real by chance. So the
      intervals of differences are wider then: by Šidák's correction they all hold at once at ${LEVEL_TEXT}, and the table
      says at what level each stands. The intervals of the means are one by one. Metrics are not counted: who looks at
      forty of them should expect two of them to be wrong.`),
    prose(`In how many seeds service collapses is a share of seeds, with Wilson's interval: collapse is a matter of yes or
      no, and of yes and no there is no mean. It collapses where it never recovers from its last trouble (see: help
      verdict); seeds whose run ends before that can be told are not counted. A threshold is a promise of every run: it
      passes where it holds in every seed, and the exit code is 99 where it does not.`),
    prose(`Ticks are means over the seeds. --chart draws the median of the seeds and the band in which eight of ten are.
      Quantiles are exact of up to a thousand different values, and beyond that to as many digits as keep a thousand
      apart.`),
    table(
      ['--format', 'holds'],
      STUDY_REPORTERS.map(({ name, summary }) => [name, summary]),
    ),
    heading('How many seeds'),
    prose(`--until 1% goes on until the intervals of the orders served, of every arm and of every difference, reach at most
      1 % of the orders that come either way. To stop at the first lucky look would tell intervals too short, so it
      looks after 30, 60, 120, … seeds, and stops where two looks in a row agree. --max-seeds (1000) ends it in any
      case, and the study says so.`),
    heading('All cores, and Ctrl-C'),
    prose(`--jobs says how many workers; left out, one for each core. The result is the same to the byte for any number of
      workers. Ctrl-C writes what is known so far and says that it is partial (exit code 130). What --format json wrote,
      --resume goes on from: to the end, or to more seeds.`),
    code(`
      blackfriday compare --seeds 1000 --format json -o study.json
      blackfriday compare --seeds 1000 --resume study.json --format json -o study.json --force
    `),
    ...manyMachines,
    heading('The file'),
    prose(`blackfriday.study/1 holds what was asked for (plan: the scenario's text, the files that it names, the options),
      what is told (cells), and what it is told from (findings): exact sums, sums of squares, counts of values. So a
      study can be continued and merged without any loss, and its size follows arms, metrics and ticks, not seeds.`),
  ],
};
