import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blackfriday, folder } from '../shell.ts';

const STUDY = ['compare', 'classic', '--seeds', '30', '--quiet'];
const JSON_FORMAT = ['--format', 'json'];

it('a study is the same bytes with any number of workers, in shards, and resumed', async () => {
  const cwd = folder();
  const whole = await blackfriday([...STUDY, ...JSON_FORMAT, '--jobs', '1']);
  expect(whole).toMatchObject({ code: 0, stderr: '' });
  for (const jobs of ['2', '5']) {
    const other = await blackfriday([...STUDY, ...JSON_FORMAT, '--jobs', jobs]);
    expect(other.stdout).toBe(whole.stdout);
  }
  for (const part of ['2/3', '3/3', '1/3']) {
    const file = `part-${part[0]}.json`;
    await blackfriday([...STUDY, '--shard', part, '--jobs', '1', '-o', file], { cwd });
  }
  const parts = ['part-3.json', 'part-1.json', 'part-2.json', 'part-1.json'];
  const merged = await blackfriday(['merge', ...parts, ...JSON_FORMAT], { cwd });
  expect(merged).toMatchObject({ code: 0, stderr: '' });
  expect(merged.stdout).toBe(whole.stdout);
  const resumed = await blackfriday([...STUDY, ...JSON_FORMAT, '--resume', 'part-2.json'], { cwd });
  expect(resumed.stderr).toBe(
    'error: --resume: part-2.json is shard 2/3, and the whole study is asked for\n',
  );
  const some = ['compare', 'classic', '--seeds', '12', ...JSON_FORMAT, '-o', 'some.json'];
  await blackfriday(some, { cwd });
  const rest = await blackfriday([...STUDY, ...JSON_FORMAT, '--resume', 'some.json'], { cwd });
  expect(rest.stdout).toBe(whole.stdout);
});

describe('what is missing or mistaken is said', () => {
  it('a part that is lost, with the command that makes it', async () => {
    const cwd = folder();
    for (const part of ['1/3', '3/3']) {
      await blackfriday([...STUDY, '--shard', part, '-o', `part-${part[0]}.json`], { cwd });
    }
    const merged = await blackfriday(['merge', 'part-1.json', 'part-3.json'], { cwd });
    expect(merged).toMatchObject({ code: 2, stdout: '' });
    expect(merged.stderr).toBe(
      [
        'error: 1 part is missing; --partial tells what is known without',
        '  shard 2 of 3: blackfriday compare classic --seeds 1..30 --shard 2/3 -o part-2.json',
        '',
      ].join('\n'),
    );
    const partial = await blackfriday(['merge', 'part-1.json', '--partial', '--quiet'], { cwd });
    expect(partial.code).toBe(130);
  });

  it('a file that is cut in half, changed, or no study', async () => {
    const cwd = folder();
    await blackfriday([...STUDY, ...JSON_FORMAT, '-o', 'whole.json'], { cwd });
    const text = readFileSync(join(cwd, 'whole.json'), 'utf8');
    writeFileSync(join(cwd, 'half.json'), text.slice(0, text.length / 2));
    writeFileSync(join(cwd, 'less.json'), text.replace(/"lacking": ?\d+,/, ''));
    writeFileSync(join(cwd, 'result.json'), '{ "format": "blackfriday.result/1" }');
    const said = async (file: string) => (await blackfriday(['merge', file], { cwd })).stderr;
    expect(await said('half.json')).toMatch(/^error: half.json is no JSON: /);
    expect(await said('less.json')).toMatch(
      /^error: less.json is no study .*lacking is missing\n$/,
    );
    expect(await said('result.json')).toBe(
      'error: result.json is no study of --format json: at format, found "blackfriday.result/1", expected "blackfriday.study/1"\n',
    );
    expect(await said('nowhere.json')).toBe(
      'error: cannot read nowhere.json: there is no such file\n',
    );
  });

  it.each<[string, string]>([
    ['--seeds 0', '--seeds: found "0", expected at least one seed'],
    ['--seeds 9..3', '--seeds: found "9..3", expected a range that goes up: 3..9'],
    ['--seeds many', '--seeds: found "many", expected a number of seeds, such as 30, or a range'],
    ['--seeds 1e3', '--seeds: found "1e3", expected a number of seeds'],
    ['--until 0%', '--until: found "0%", expected a share above 0 and below 100 %'],
    ['--until 1% --seeds 3', '--until finds out how many seeds it takes'],
    ['--until 1% --shard 1/2', '--until looks at all seeds together'],
    ['--seeds 3 --max-seeds 9', '--max-seeds goes with --until'],
    ['--seeds 3 --seed 9', '--seed shows one run, and --seeds or --until many'],
    ['--seeds 3 --jobs 0', '--jobs: found "0", expected a whole number from 1 to 1000'],
    ['--jobs 4', '--jobs is for a study of many seeds'],
    ['--shard 1/2', '--shard is for a study of many seeds'],
    ['--seeds 3 --shard 5/4', '--shard: found 5/4, expected the first number from 1'],
    ['--seeds 3 --shard third', '--shard: found "third", expected which of how many'],
    ['--seeds 3 --shard auto', '--shard auto: the environment names no shard'],
    ['--seeds 3 --shard 1/2 --format csv', '--shard writes its part with --format json'],
    ['--seeds 3 --print condor', "option '--print <engine>' argument 'condor' is invalid"],
    ['--seeds 3 --print slurm --html x.html', '--html draws a whole study: merge draws it'],
    ['--seeds 3 --print slurm --resume x.json', '--print writes what makes the study'],
    ['--seeds 3 --resume nowhere.json', 'cannot read nowhere.json: there is no such file'],
  ])('%s', async (options, message) => {
    const run = await blackfriday(['compare', 'classic', ...options.split(' ')]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(message);
  });
});
