import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createSocket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { blackfriday, folder } from '../shell.ts';

const BEGAN_S = 1_795_000_000;
const STEP_S = 15;
const TIME = ['--start', String(BEGAN_S), '--end', String(BEGAN_S + 900), '--step', `${STEP_S}s`];

/** 15 minutes of 40 requests a second; from 5m to 8m a fifth of them fail. */
const failing = (atS: number): number => (atS >= 300 && atS < 480 ? 0.2 : 0);
const RATE = 40;

async function served(
  answer: (query: string) => { readonly status?: number; readonly body: string },
): Promise<string> {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url!, 'http://x');
    const { status = 200, body } = answer(searchParams.get('query') ?? '');
    response.writeHead(status).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** As the HTTP API of Prometheus documents it. */
function matrix(value: ((atS: number) => number | string) | null): { readonly body: string } {
  const values = Array.from({ length: 60 }, (_, i) => [
    BEGAN_S + (i + 1) * STEP_S,
    String(value?.(i * STEP_S)),
  ]);
  const result = value === null ? [] : [{ metric: {}, values }];
  return { body: JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } }) };
}

describe('a Prometheus that answers as is documented', () => {
  it("by queries of one's own", async () => {
    const url = await served((query) =>
      matrix(
        {
          r: () => RATE,
          f: (atS: number) => RATE * failing(atS),
          p: (atS: number) => (atS < 60 ? 'NaN' : '0.2'),
        }[query] ?? null,
      ),
    );
    const queries = [
      '--query-rate',
      'r',
      '--query-failed',
      'f',
      '--query-p50',
      'p',
      '--query-p95',
      'none',
    ];
    const run = await blackfriday(['record', '--from', `${url}/graph?g0=x`, ...queries, ...TIME]);
    expect(run.stderr).toContain('15m in 60 steps of 15s');
    expect([run.code, run.stdout]).toEqual([
      0,
      expect.stringMatching(
        /startRate: 40\/s\n[\s\S]*exponential, mean: 289ms[\s\S]*at: 5m, for: 3m, failureRate: 20% }/,
      ),
    ]);
  });

  it.each([
    [
      'HTML',
      { body: '<html>Sign in</html>' },
      'found 200 and "<html>Sign in</html>"\n  expected the JSON of /api/v1/query_range',
    ],
    ['an error', { status: 500, body: 'oops' }, 'found 500 and "oops"'],
    [
      'a bad query',
      { status: 400, body: '{"status":"error","errorType":"bad_data","error":"1:1: parse error"}' },
      'found bad_data: 1:1: parse error',
    ],
    [
      'nothing at all',
      matrix(null),
      'knows no requests in that time\n  looked for resilience4j_circuitbreaker_calls_seconds_count,',
    ],
    ['NaN only', matrix(() => 'NaN'), 'knows no requests in that time'],
    ['no traffic', matrix(() => 0), 'found no requests in that time'],
  ])('%s is told of', async (_, answer, message) => {
    const run = await blackfriday(['record', '--from', await served(() => answer), ...TIME]);
    expect(run.stderr).toContain(message);
    expect([run.code, run.stdout]).toEqual([2, '']);
  });

  it('never tells the password', async () => {
    const url = await served(() => ({ status: 401, body: 'Unauthorized' }));
    const run = await blackfriday([
      'record',
      '--from',
      url.replace('//', '//ann:secret@'),
      ...TIME,
    ]);
    expect([run.code, run.stderr.includes('secret')]).toEqual([2, false]);
  });
});

const hasPrometheus = ['prometheus', 'promtool'].every(
  (name) => spawnSync(name, ['--version']).status === 0,
);

describe('a real Prometheus', () => {
  it('tells what its history holds', async ({ skip }) => {
    skip(!hasPrometheus, 'there is no prometheus (Debian: apt-get install prometheus)');
    const run = await blackfriday(['record', '--from', await prometheus(history()), ...TIME]);
    expect(run.stderr).toContain('metrics of Prometheus clients of HTTP servers');
    expect(run.code).toBe(0);
    const rate = Number(/startRate: ([\d.]+)\/s/.exec(run.stdout)![1]);
    const [, at, lasting, failed] = /at: (\w+), for: (\w+), failureRate: ([\d.]+)%/.exec(
      run.stdout,
    )!;
    expect(Math.abs(rate / RATE - 1)).toBeLessThan(0.02);
    expect(['4m45s', '5m', '5m15s']).toContain(at);
    expect(['2m45s', '3m', '3m15s']).toContain(lasting);
    expect(Math.abs(Number(failed) - 20)).toBeLessThan(2);
    // All requests took from 0.1 to 0.25 s: a histogram guesses the rest.
    expect(run.stderr).toMatch(/recorded 17\dms/);
  });
});

/** A counter and a histogram in the text format of OpenMetrics, a sample every five seconds. */
function history(): string {
  const lines = ['# TYPE http_request_duration_seconds histogram'];
  let [good, bad] = [0, 0];
  for (let atS = 0; atS <= 900; atS += 5) {
    const count = RATE * 5;
    bad += count * failing(atS);
    good += count * (1 - failing(atS));
    for (const [code, total] of [
      ['200', good],
      ['500', bad],
    ] as const) {
      const labels = `code="${code}"`;
      const time = BEGAN_S + atS;
      for (const [le, value] of [
        ['0.1', 0],
        ['0.25', total],
        ['+Inf', total],
      ] as const) {
        lines.push(`http_request_duration_seconds_bucket{${labels},le="${le}"} ${value} ${time}`);
      }
      lines.push(`http_request_duration_seconds_count{${labels}} ${total} ${time}`);
      lines.push(`http_request_duration_seconds_sum{${labels}} ${total * 0.17} ${time}`);
    }
  }
  return `${lines.join('\n')}\n# EOF\n`;
}

/** A Prometheus whose history this is, ended with the test. */
async function prometheus(text: string): Promise<string> {
  const dir = folder();
  const data = join(dir, 'data');
  mkdirSync(data);
  writeFileSync(join(dir, 'history.txt'), text);
  writeFileSync(join(dir, 'prometheus.yml'), '{}');
  const made = spawnSync('promtool', [
    'tsdb',
    'create-blocks-from',
    'openmetrics',
    join(dir, 'history.txt'),
    data,
  ]);
  expect(made.stderr.toString()).toBe('');
  const port = await freePort();
  const server = spawn('prometheus', [
    `--config.file=${join(dir, 'prometheus.yml')}`,
    `--storage.tsdb.path=${data}`,
    '--storage.tsdb.retention.time=100y',
    `--web.listen-address=127.0.0.1:${port}`,
  ]);
  onTestFinished(async () => {
    const ended = once(server, 'exit');
    server.kill();
    await ended;
  });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    server.on('exit', () => reject(new Error(said)));
    server.stderr.on('data', (piece: Buffer) => {
      said += piece.toString();
      if (said.includes('Server is ready to receive web requests')) resolve();
    });
  });
  return `http://127.0.0.1:${port}`;
}

async function freePort(): Promise<number> {
  const socket = createSocket().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address() as AddressInfo;
  socket.close();
  await once(socket, 'close');
  return port;
}
