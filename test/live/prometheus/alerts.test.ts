import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { prometheusFiles, TARGETS, targetsFile } from '../../../src/live/prometheus/files.ts';
import { folder } from '../../cli/shell.ts';
import { needsPrometheus } from './server.ts';

beforeEach(needsPrometheus);

/** A folder as `--prometheus` writes it. */
function written(): string {
  const dir = folder();
  const targets = [{ name: 'OrderService', address: { host: '127.0.0.1', port: 9 } }];
  const files = { ...prometheusFiles(), [TARGETS]: targetsFile(targets) };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

function promtool(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
  return `${status} ${stdout}${stderr}`;
}

it.each([
  ['config', 'prometheus.yml', 'SUCCESS: 1 rule files found'],
  ['rules', 'alerts.yml', 'SUCCESS: 4 rules found'],
])('promtool checks the %s that is written', (what, file, words) => {
  const said = promtool('check', what, join(written(), file));
  expect(said).toContain(words);
  expect(said).toMatch(/^0 /);
});

const BREAKER = '{service="OrderService", name="PaymentService"';
const STATE = `resilience4j_circuitbreaker_state${BREAKER}, state=`;
const OPENED = `blackfriday_circuitbreaker_transitions_total${BREAKER}, to="open", from=`;
const answered = (outcome: string): string =>
  `blackfriday_requests_total{service="OrderService", outcome="${outcome}"}`;

/**
 * A sample a second, as promtool notes them: `1x60` is 1 at sixty instants more, `0+2x60` grows by 2. The alert
 * fires at the first instants told, and at those not before.
 */
it.each([
  {
    alert: 'CircuitOpen',
    series: { [`${STATE}"open"}`]: '0x9 1x120' },
    quiet: ['9s', '39s'],
    fires: ['40s', '2m'],
    labels: { service: 'OrderService', name: 'PaymentService' },
    summary: 'The circuit of OrderService before PaymentService is open',
  },
  {
    alert: 'CircuitFlapping',
    series: {
      [`${OPENED}"closed"}`]: '0x9 1x300',
      [`${OPENED}"half_open"}`]: '0x39 1x29 2x29 3x120',
    },
    quiet: ['0s', '30s', '90s'],
    fires: ['2m30s'],
    labels: { service: 'OrderService', name: 'PaymentService' },
    summary: 'The circuit of OrderService before PaymentService opens again and again',
  },
  {
    alert: 'ProbeStuck',
    series: { [`${STATE}"half_open"}`]: '1x120' },
    quiet: ['0s', '59s'],
    fires: ['60s', '2m'],
    labels: { service: 'OrderService', name: 'PaymentService' },
    summary: 'The circuit of OrderService before PaymentService has been half-open for a minute',
  },
  {
    alert: 'FallbackShare',
    series: { [answered('successful')]: '0+8x300', [answered('deferred')]: '0+2x300' },
    quiet: ['1m'],
    fires: ['3m'],
    labels: { service: 'OrderService' },
    summary: 'More than a tenth of the orders of OrderService end in a fallback',
  },
])('$alert fires when it should, and not before: promtool', ({ alert, series, ...wanted }) => {
  const dir = written();
  const { quiet, fires, labels, summary } = wanted;
  const alarm = { exp_labels: labels, exp_annotations: { summary } };
  const file = join(dir, 'test.yml');
  const test = {
    interval: '1s',
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    alert_rule_test: [
      ...quiet.map((at) => ({ eval_time: at, alertname: alert, exp_alerts: [] })),
      ...fires.map((at) => ({ eval_time: at, alertname: alert, exp_alerts: [alarm] })),
    ],
  };
  writeFileSync(
    file,
    stringify({ rule_files: ['alerts.yml'], evaluation_interval: '1s', tests: [test] }),
  );
  expect(promtool('test', 'rules', file)).toMatch(/^0 .*SUCCESS/s);
});
