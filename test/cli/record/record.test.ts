import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { blackfriday, folder } from '../shell.ts';

const INCIDENT = resolve('test/scenario/recording/fixtures/incident.csv');

/** Two minutes with a bad half: small enough to be run often. */
function small(): string {
  const rows = Array.from({ length: 24 }, (_, i) => {
    const isBad = i >= 8 && i < 14;
    return `${i * 5},${isBad ? 98 : 102},${isBad ? 30 : 1},${isBad ? 400 : 100},${isBad ? 1000 : 250}`;
  });
  return ['time,requests,errors,p50_ms,p95_ms', ...rows].join('\n');
}

function shop(files: Readonly<Record<string, string | Uint8Array>>): string {
  const cwd = folder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
  return cwd;
}

const logLine = (i: number) =>
  `10.0.0.1 - - [27/Nov/2026:00:00:${String(i % 60).padStart(2, '0')} +0000] "GET /pay HTTP/1.1" 200 1 "-" "x" 0.${100 + (i % 50)}`;

describe('record', () => {
  it('writes a scenario that runs, and tells of it apart', async () => {
    const cwd = folder();
    const made = await blackfriday(['record', '--from', INCIDENT, '-o', 'friday.yaml'], { cwd });
    expect([made.code, made.stdout]).toEqual([0, '']);
    for (const part of [
      'Wrote friday.yaml.',
      'from 2026-11-27 00:00:00 UTC, 10m in 60 steps of 10s',
      '4m to 5m30s: failure rate 35%, latency x2.5',
      'How well it tells the recording',
      'What the recording cannot tell',
      'blackfriday sweep friday.yaml --vary paymentService.capacity=',
    ]) {
      expect(made.stderr).toContain(part);
    }
    const checked = await blackfriday(['check', 'friday.yaml'], { cwd });
    expect(checked.code).toBe(0);
  });

  it('prints the scenario where no file is named, and nothing else with --quiet', async () => {
    const run = await blackfriday(['record', '--from', INCIDENT, '--quiet']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^# Written by blackfriday record from CSV .*\ntitle: |^# Written/);
  });

  it('the commands that it names run as they stand', async () => {
    const cwd = shop({ 'metrics.csv': small() });
    const told = await blackfriday(
      ['record', '--from', 'metrics.csv', '-o', 'mine.yaml', '--format', 'json'],
      { cwd },
    );
    const json = JSON.parse(told.stdout);
    expect(json).toMatchObject({
      format: 'blackfriday.recording/1',
      source: { kind: 'CSV', stepMs: 5000 },
    });
    expect(json.reproduction.steps).toHaveLength(24);
    const commands: string[] = json.unknown.flatMap(
      ({ commands: all }: { commands: string[] }) => all,
    );
    expect(commands.length).toBeGreaterThanOrEqual(4);
    for (const command of commands) {
      const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(
        ([, quoted, bare]) => quoted ?? bare!,
      );
      const run = await blackfriday([...words.slice(1), '--format', 'json'], { cwd });
      expect([command, run.code, run.stderr]).toEqual([
        command,
        0,
        run.stderr.replace(/error/g, ''),
      ]);
    }
  });

  it('reads a log from standard input, and one packed by gzip', async () => {
    const log = Array.from({ length: 3000 }, (_, i) => logLine(Math.floor(i / 50))).join('\n');
    const cwd = shop({ 'access.log.gz': gzipSync(log) });
    const packed = await blackfriday(['record', '--from', 'access.log.gz'], { cwd });
    const piped = await blackfriday(['record', '--from', '-'], { stdin: log });
    expect(packed.stdout.split('\n').slice(4)).toEqual(piped.stdout.split('\n').slice(4));
    expect(packed.stderr).toContain('3,000 requests in the combined format');
  });

  it.each([
    ['no source', [], "required option '--from <source>' not specified"],
    ['no such file', ['--from', 'none.csv'], 'cannot read none.csv: there is no such file'],
    ['a directory', ['--from', '.'], 'is a directory'],
    ['an empty file', ['--from', 'empty'], 'found an empty file'],
    ['half a gzip', ['--from', 'half.gz'], 'cannot read half.gz'],
    ['binary', ['--from', 'binary'], 'found text that is no CSV'],
    ['a file that exists', ['--from', 'metrics.csv', '-o', 'empty'], 'empty exists already'],
    [
      'its own input',
      ['--from', 'metrics.csv', '-o', 'metrics.csv', '--force'],
      'the input is read from it',
    ],
    [
      'a step without a unit',
      ['--from', 'metrics.csv', '--step', '10'],
      '--step: found "10", expected',
    ],
    [
      'a start that is none',
      ['--from', 'metrics.csv', '--start', 'noon'],
      '--start: found "noon", expected a date',
    ],
    [
      'an address that is none',
      ['--from', 'http://'],
      'is no address such as http://localhost:9090',
    ],
    ['nobody there', ['--from', 'http://127.0.0.1:9'], 'cannot ask http://127.0.0.1:9'],
    [
      'a query without a rate',
      ['--from', 'http://127.0.0.1:9', '--query-p50', 'x'],
      '--query-rate is missing',
    ],
    [
      'an end before the start',
      ['--from', 'http://127.0.0.1:9', '--start', '2000000000', '--end', '1900000000'],
      '--end is not after --start',
    ],
    [
      'too many steps',
      ['--from', 'http://127.0.0.1:9', '--start', '1', '--end', '1900000000', '--step', '1s'],
      'more than a Prometheus answers',
    ],
  ])('%s is told of', async (_, args, message) => {
    const cwd = shop({
      'metrics.csv': small(),
      empty: '',
      binary: new Uint8Array(5000).map((_one, i) => i * 7),
      'half.gz': gzipSync(small()).subarray(0, 60),
    });
    const run = await blackfriday(['record', ...args], { cwd });
    expect(run.stderr).toContain(message);
    expect([run.code, run.stdout, run.stderr.includes('bug')]).toEqual([2, '', false]);
    expect(readFileSync(join(cwd, 'metrics.csv'), 'utf8')).toBe(small());
  });
});
