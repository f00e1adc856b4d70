import { code, heading, type Page, prose } from './page.ts';

export const sweep: Page = {
  name: 'sweep',
  summary: 'a grid of settings or facts: which are best, and where the better arm changes',
  blocks: () => [
    prose(`A sweep runs every point of a grid over the same seeds. Each --vary is an axis: a list of values, or a range with
      its number of values.`),
    code(`
      blackfriday sweep my.yaml --vary paymentService.capacity=100..800/8log
      blackfriday sweep my.yaml --vary orderService.pipeline.breaker.open.duration=1s,2s,5s,10s \\
                                --vary orderService.pipeline.retry.calls=1,2,3,4 --maximise amountCents.paid`),
    heading('Facts of the world'),
    prose(`Where something else than the pipeline varies (capacity, traffic, the script), or the scenario names its own
      arms, the arms are compared in every cell, and the map shows what each gains over the first. Where the better one
      changes along an axis of numbers, it is looked for between the cells: the interval is halved as long as the sign of
      the difference can be told, and the answer names the place and the stretch in which it must lie, at 95 %.`),
    heading('Settings of the pipeline'),
    prose(`Where only these vary, every cell is the scenario with those settings, compared with today's on the same luck,
      and the best come first. The best of many is a little lucky: blackfriday tune races them, and confirms the winner.`),
    heading('Many machines'),
    prose(`A sweep is a study, so --shard, merge and --print do their work as help studies tells. What merge wrote with
      --format json, the same sweep reads with --resume: it finds nothing left to run but what lies between cells, and
      tells all of it.`),
    heading('How sure it is'),
    prose(`All intervals of differences in one sweep hold at once at 95 % (Šidák), so the more cells, the wider they are. ~
      means that no difference can be told: more --seeds narrow the intervals. --metric chooses what is looked at; blackfriday
      help metrics lists the metrics.`),
  ],
};
