import type { Kept, SharedStore } from './shared-store.ts';

/** ioredis sends any command by `call`, redis by `sendCommand`. */
export type RedisClient =
  | { call(command: string, ...args: string[]): Promise<unknown> }
  | { sendCommand(args: string[]): Promise<unknown> };

const MS_PER_SECOND = 1_000;
const US_PER_MS = 1_000;

/** Answers what stands there, and Redis' own time. */
const READ = `
local time = redis.call('TIME')
return { redis.call('GET', KEYS[1]), time[1], time[2] }`;

/** ARGV: whether something is expected, what, what shall stand there, for how many ms. */
const SWAP = `
local time = redis.call('TIME')
local present = redis.call('GET', KEYS[1])
local isThere = present ~= false
if isThere ~= (ARGV[1] == '1') or (isThere and present ~= ARGV[2]) then
  return { present, time[1], time[2], '0' }
end
redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])
return { ARGV[3], time[1], time[2], '1' }`;

/** Keeps what is shared in Redis, through a client of ioredis or redis that the service has already. */
export function redisStore(client: RedisClient): SharedStore {
  const send = async (...args: string[]): Promise<readonly unknown[]> => {
    const answer =
      'call' in client
        ? await client.call(args[0]!, ...args.slice(1))
        : await client.sendCommand(args);
    if (!Array.isArray(answer)) throw new Error(`Redis answered ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    async read(key) {
      return keptOf(await send('EVAL', READ, '1', key));
    },
    async swap(key, expected, next, keepMs) {
      const isExpected = expected === null ? '0' : '1';
      const args = [isExpected, expected ?? '', next, String(keepMs)];
      const answer = await send('EVAL', SWAP, '1', key, ...args);
      return { ...keptOf(answer), isSwapped: textOf(answer[3]) === '1' };
    },
  };
}

function keptOf([value, seconds, microseconds]: readonly unknown[]): Kept {
  const nowMs =
    Number(textOf(seconds)) * MS_PER_SECOND + Math.floor(Number(textOf(microseconds)) / US_PER_MS);
  return { value: value === null || value === undefined ? null : textOf(value), nowMs };
}

/** Clients that are asked to answer in bytes do so. */
function textOf(value: unknown): string {
  return String(value);
}
