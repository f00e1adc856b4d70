import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../redis.ts';
import { blackfriday, finished, folder } from '../shell.ts';

const STUDY = 'compare classic --seeds 3';
const EXPECTED = 'expected the address of a Redis, such as redis://localhost:6379';

describe('a queue that cannot be is told of in words', () => {
  it.each([
    [`${STUDY} --queue localhost:6379`, `--queue: found "localhost:6379", ${EXPECTED}`],
    [`${STUDY} --queue http://localhost`, `--queue: found "http://localhost", ${EXPECTED}`],
    [`${STUDY} --queue redis://`, `--queue: found "redis://", ${EXPECTED}`],
    [`${STUDY} --queue redis://host:port`, `--queue: found "redis://host:port", ${EXPECTED}`],
    [`${STUDY} --queue redis://u:secret@h/x`, 'found "redis://u:***@h/x", expected the number of'],
    ['work localhost', `work: found "localhost", ${EXPECTED}`],
    ['work', "missing required argument 'redis://…'"],
    ['work redis://localhost --jobs 0', '--jobs: found "0", expected a whole number from 1'],
    [`${STUDY} --queue redis://h --jobs 2`, '--jobs is for workers here: with --queue, tell each'],
    [`${STUDY} --queue redis://h --print slurm`, '--print is for shards, which --queue does'],
    ['compare classic --queue redis://h', '--queue is for a study of many seeds'],
    ['sweep classic --vary a=1 --queue h', `--queue: found "h", ${EXPECTED}`],
    ['tune classic --queue h', `--queue: found "h", ${EXPECTED}`],
    ['chaos classic --queue h', `--queue: found "h", ${EXPECTED}`],
  ])('%s', async (args, message) => {
    const { code, stdout, stderr } = await blackfriday(args.split(' '));
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('nobody is there', async () => {
    const url = `redis://:secret@127.0.0.1:${await freePort()}`;
    const shown = url.replace('secret', '***');
    for (const args of [
      ['work', url],
      [...STUDY.split(' '), '--queue', url],
    ]) {
      const { code, stderr } = await blackfriday(args);
      expect(stderr).toMatch(/^error: no Redis can be used at .*: connect ECONNREFUSED .*\n$/);
      expect(stderr).toContain(shown);
      expect(code).toBe(2);
    }
  });

  it('somebody is there who says nothing', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void silent.close());
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { code, stderr } = await blackfriday(['work', `redis://127.0.0.1:${port}`]);
    expect(stderr).toBe(
      `error: no Redis can be used at redis://127.0.0.1:${port}: no answer within 4 s\n`,
    );
    expect(code).toBe(2);
  });

  it('BullMQ is not installed', async () => {
    const place = folder();
    for (const part of ['bin', 'dist', 'scenarios', 'package.json']) {
      cpSync(part, join(place, part), { recursive: true });
    }
    for (const args of [
      ['work', 'redis://h'],
      [...STUDY.split(' '), '--queue', 'redis://h'],
    ]) {
      const child = spawn(process.execPath, [join(place, 'bin/blackfriday.js'), ...args]);
      expect(await finished(child)).toEqual({
        code: 2,
        stdout: '',
        stderr:
          'error: a queue needs the packages bullmq and ioredis, which are not installed: npm install bullmq@^6.7.0 ioredis@^5.11.1\n',
      });
    }
    const local = spawn(process.execPath, [join(place, 'bin/blackfriday.js'), ...STUDY.split(' ')]);
    expect((await finished(local)).code).toBe(0);
  });
});
