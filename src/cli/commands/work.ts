import { jobsOption } from '../study/hands-option.ts';
import { parseAddress } from '../study/queue/address.ts';
import { work } from '../study/queue/work.ts';
import type { Configure } from './command.ts';

interface WorkOptions {
  readonly jobs?: string;
  readonly quiet: boolean;
}

export const configure: Configure = (command, session) => {
  command
    .argument('<redis://…>', 'the Redis that --queue names')
    .option('--jobs <number>', 'tasks at a time; left out, one for each core')
    .option('--quiet', 'tell nothing but what goes wrong', false)
    .addHelpText(
      'after',
      `
Takes tasks of whatever studies are run with --queue there, until Ctrl-C: what is at hand is finished then, and
Ctrl-C again gives it back. Workers may come, die and return at any time; the study is the same to the byte.
It needs the packages bullmq and ioredis: npm install bullmq@^6.7.0 ioredis@^5.11.1

Examples:
  blackfriday work redis://localhost                     as many workers as there are machines
  blackfriday work redis://:password@host:6379/2 --jobs 4
  blackfriday compare my.yaml --seeds 1000 --queue redis://localhost
  More: blackfriday help studies`,
    )
    .action(async (address: string, { jobs, quiet }: WorkOptions) => {
      const wish = { jobs: jobsOption(jobs), quiet };
      session.exitCode = await work(parseAddress('work', address), wish);
    });
};
