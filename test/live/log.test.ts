import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { blackfriday, folder } from '../cli/shell.ts';

const SCENARIO = `
seed: 11
duration: 5m
tick: 1s
traffic: { arrivals: closed, clients: 1, orders: 12 }
paymentService: { latency: 1ms, failureRate: 50% }
orderService:
  pipeline:
    - breaker: { trip: { kind: consecutive-failures, failures: 3 }, open: { kind: fixed, duration: 1h } }
`;

it('live --log appends a line of JSON for every change of a circuit, arm after arm', async () => {
  const dir = folder();
  const scenario = join(dir, 'scenario.yaml');
  const log = join(dir, 'changes.log');
  writeFileSync(scenario, SCENARIO);
  writeFileSync(log, 'what was there before\n');
  const args = ['live', scenario, '--log', log, '--quiet'];
  const arms = ['--arm', 'with breaker', '--arm', 'without breaker'];
  expect(await blackfriday([...args, ...arms])).toMatchObject({ code: 0, stderr: '' });
  const [before, line, ...rest] = readFileSync(log, 'utf8').split('\n');
  expect(before).toBe('what was there before');
  expect(rest).toEqual(['']);
  const { at, atMs, ...known } = JSON.parse(line!) as Record<string, unknown>;
  expect(known).toEqual({
    event: 'stateChange',
    arm: 'with breaker',
    service: 'OrderService',
    before: 'PaymentService',
    from: 'closed',
    to: 'open',
    reason: '3 consecutive failures',
  });
  expect(new Date(at as string).toISOString()).toBe(at);
  expect(atMs).toBeGreaterThanOrEqual(0);
});

it('a log that cannot be written is told of before anything begins', async () => {
  const log = join(folder(), 'nowhere', 'changes.log');
  const { code, stderr } = await blackfriday(['live', 'classic', '--log', log]);
  expect(code).toBe(2);
  expect(stderr).toContain(`error: cannot write ${log}: `);
});

it('goes with --live only', async () => {
  const { code, stderr } = await blackfriday(['compare', 'classic', '--log', 'changes.log']);
  expect(`${code} ${stderr}`).toContain(
    '2 error: --scale, --host, --port, --redis, --prometheus and --log go',
  );
});
