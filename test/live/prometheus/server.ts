import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished, type TestContext } from 'vitest';
import { freePort, until } from '../../cli/redis.ts';
import { folder } from '../../cli/shell.ts';

export const hasPrometheus = ['prometheus', 'promtool'].every(
  (program) => spawnSync(program, ['--version']).status === 0,
);

/** Before each test at Prometheus: where there is none, it is skipped, and told of by `setup.ts`. */
export function needsPrometheus({ skip }: TestContext): void {
  skip(!hasPrometheus, 'there is no prometheus');
}

/** A Prometheus of the test's own, gone with the test. */
export interface Prometheus {
  /** The values that a query has at present, by the label so named. */
  valuesBy(label: string, query: string): Promise<Readonly<Record<string, number>>>;
  /** What its HTTP interface answers under `/api/v1`. */
  ask(path: string): Promise<unknown>;
}

/** Starts it as a user would who was told to: with the file that was written for it. */
export async function prometheusOn(configFile: string): Promise<Prometheus> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const server = spawn(
    'prometheus',
    [
      `--config.file=${configFile}`,
      `--storage.tsdb.path=${join(folder(), 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  const gone = once(server, 'exit');
  onTestFinished(async () => {
    server.kill('SIGKILL');
    await gone;
  });
  await until('Prometheus is ready', async () => {
    try {
      return (await fetch(`${base}/-/ready`)).ok;
    } catch {
      return false;
    }
  });
  const ask = async (path: string): Promise<unknown> => {
    const { status, data, error } = (await (await fetch(`${base}/api/v1${path}`)).json()) as {
      status: string;
      data: unknown;
      error?: string;
    };
    if (status !== 'success') throw new Error(`Prometheus answered ${error ?? status}`);
    return data;
  };
  return {
    ask,
    async valuesBy(label, query) {
      const { result } = (await ask(`/query?query=${encodeURIComponent(query)}`)) as {
        result: { metric: Record<string, string>; value: [number, string] }[];
      };
      return Object.fromEntries(
        result.map(({ metric, value }) => [metric[label] ?? '', Number(value[1])]),
      );
    },
  };
}
