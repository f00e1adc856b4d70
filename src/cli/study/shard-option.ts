import type { Shard } from '../../experiment/study/shard.ts';
import { UsageError } from '../usage-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where an engine for many machines tells each of them which one it is. */
interface Engine {
  readonly name: string;
  /** The variable that holds the number of this one. */
  readonly index: string;
  /** The number of the first one: a variable, or itself. */
  readonly first: string | number;
  /** The same in scripts that are printed. */
  readonly scripted: number;
  /** The variable that holds how many there are. */
  readonly of: string;
}

/** How many shards there are: scripts that are printed tell it, as some engines do not, and others tell only of this try. */
export const SHARDS = 'BLACKFRIDAY_SHARDS';

const ENGINES: readonly Engine[] = [
  {
    name: 'a Slurm array',
    index: 'SLURM_ARRAY_TASK_ID',
    first: 'SLURM_ARRAY_TASK_MIN',
    scripted: 1,
    of: 'SLURM_ARRAY_TASK_COUNT',
  },
  {
    name: 'AWS Batch',
    index: 'AWS_BATCH_JOB_ARRAY_INDEX',
    first: 0,
    scripted: 0,
    of: 'AWS_BATCH_JOB_ARRAY_SIZE',
  },
  {
    name: 'a Kubernetes indexed job',
    index: 'JOB_COMPLETION_INDEX',
    first: 0,
    scripted: 0,
    of: SHARDS,
  },
  { name: 'GNU parallel', index: 'PARALLEL_SEQ', first: 1, scripted: 1, of: SHARDS },
];

/** `3/40`, or `auto`, which asks the environment. Throws UsageError. */
export function parseShard(text: string, env: Environment): Shard {
  if (text === 'auto') return shardOf(env);
  const match = /^(\d+)\/(\d+)$/.exec(text.trim());
  if (match === null) {
    throw new UsageError(
      `--shard: found ${JSON.stringify(text)}, expected which of how many, such as 3/40, or auto`,
    );
  }
  return checked(Number(match[1]), Number(match[2]), text);
}

function shardOf(env: Environment): Shard {
  const engine = ENGINES.find(({ index }) => env[index] !== undefined);
  if (engine === undefined) {
    const known = ENGINES.map(({ name, index }) => `${name} (${index})`).join(', ');
    throw new UsageError(`--shard auto: the environment names no shard; it asks ${known}`);
  }
  // An array of one, to make a lost shard again, would be the whole study: what the script says goes first.
  const isSaid = env[SHARDS] !== undefined;
  const of = isSaid ? SHARDS : engine.of;
  const first = isSaid ? engine.scripted : engine.first;
  const index =
    numberIn(env, engine.index) - (typeof first === 'number' ? first : numberIn(env, first)) + 1;
  return checked(
    index,
    numberIn(env, of),
    `${engine.index}=${env[engine.index]}, ${of}=${env[of]}`,
  );
}

function numberIn(env: Environment, name: string): number {
  const text = env[name];
  if (text !== undefined && /^\d+$/.test(text)) return Number(text);
  const found = text === undefined ? 'is not set' : `is ${JSON.stringify(text)}`;
  throw new UsageError(`--shard auto: ${name} ${found}, and must hold a whole number`);
}

function checked(index: number, of: number, text: string): Shard {
  if (index < 1 || index > of) {
    throw new UsageError(`--shard: found ${text}, expected the first number from 1 to the second`);
  }
  return { index, of };
}
