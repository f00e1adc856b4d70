import { describe, expect, it } from 'vitest';
import { parseShard } from '../../../src/cli/study/shard-option.ts';

/** What the engines put into the environment of their tasks, as their manuals have it. */
const ENVIRONMENTS: readonly (readonly [string, string, string])[] = [
  // sbatch(1), OUTPUT ENVIRONMENT VARIABLES: --array=1-40, --array=0-39, --array=3-5.
  ['Slurm', 'SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=40', '3/40'],
  ['Slurm', 'SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_COUNT=40', '1/40'],
  ['Slurm', 'SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_COUNT=3', '3/3'],
  // The script that --print writes says how many: sbatch --array=3 makes a lost one again.
  [
    'Slurm',
    'BLACKFRIDAY_SHARDS=40 SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_COUNT=1',
    '3/40',
  ],
  // docs.aws.amazon.com/batch/latest/userguide/job_env_vars.html: from 0.
  ['AWS Batch', 'AWS_BATCH_JOB_ARRAY_INDEX=0 AWS_BATCH_JOB_ARRAY_SIZE=10', '1/10'],
  ['AWS Batch', 'AWS_BATCH_JOB_ARRAY_INDEX=9 AWS_BATCH_JOB_ARRAY_SIZE=10', '10/10'],
  // kubernetes.io/docs/tasks/job/indexed-parallel-processing-static: from 0, and not how many.
  ['Kubernetes', 'JOB_COMPLETION_INDEX=0 BLACKFRIDAY_SHARDS=8', '1/8'],
  ['Kubernetes', 'JOB_COMPLETION_INDEX=7 BLACKFRIDAY_SHARDS=8', '8/8'],
  // parallel(1), ENVIRONMENT VARIABLES: from 1, and not how many.
  ['GNU parallel', 'PARALLEL_SEQ=1 BLACKFRIDAY_SHARDS=8', '1/8'],
  ['GNU parallel', 'PARALLEL_SEQ=8 BLACKFRIDAY_SHARDS=8', '8/8'],
];

const environmentOf = (text: string) =>
  Object.fromEntries(text.split(' ').map((word) => word.split('=')));

describe('--shard auto', () => {
  it.each(ENVIRONMENTS)('%s: %s is shard %s', (_, text, shard) => {
    const { index, of } = parseShard('auto', environmentOf(text));
    expect(`${index}/${of}`).toBe(shard);
  });

  it.each([
    ['PARALLEL_SEQ=1', 'BLACKFRIDAY_SHARDS is not set'],
    ['JOB_COMPLETION_INDEX=x BLACKFRIDAY_SHARDS=8', 'JOB_COMPLETION_INDEX is "x"'],
    ['JOB_COMPLETION_INDEX=8 BLACKFRIDAY_SHARDS=8', 'JOB_COMPLETION_INDEX=8, BLACKFRIDAY_SHARDS=8'],
    // --array=1,3,9: no third of three.
    [
      'SLURM_ARRAY_TASK_ID=9 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=3',
      'SLURM_ARRAY_TASK_ID=9, SLURM_ARRAY_TASK_COUNT=3',
    ],
    ['HOME=/root', 'a Slurm array (SLURM_ARRAY_TASK_ID), AWS Batch (AWS_BATCH_JOB_ARRAY_INDEX)'],
  ])('%s is refused: %s', (text, message) => {
    expect(() => parseShard('auto', environmentOf(text))).toThrow(message);
  });
});
