import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { armAsWritten } from '../../../src/experiment/arms.ts';
import { worldOfArm } from '../../../src/live/plan.ts';
import { prometheusFiles, targetsFile } from '../../../src/live/prometheus/files.ts';
import { ownCircuit } from '../../../src/live/service/circuits.ts';
import { metersOf } from '../../../src/live/service/meters.ts';
import { RealTime } from '../../../src/live/service/real-time.ts';
import { staffed } from '../../../src/live/service/staffed-service.ts';
import { loaded } from '../on-real-services.ts';

const METRIC = /\b(?:resilience4j|blackfriday)_\w+/g;

/** The names of all metrics that an OrderService tells of. */
async function namesTold(): Promise<readonly string[]> {
  const scenario = loaded(`
duration: 1m
traffic: { arrivals: poisson, startRate: 1/s }
paymentService: { latency: 1ms }
orderService: { pipeline: [breaker: {}] }`);
  const { routes } = metersOf(
    staffed({
      ...worldOfArm(scenario, armAsWritten(scenario)),
      place: 0,
      instance: 0,
      time: new RealTime(),
      see: () => {},
      token: '',
      addressOf: () => ({ host: '127.0.0.1', port: 0 }),
      circuitOf: ownCircuit,
    }),
  );
  const reply = await routes['GET /metrics']!({} as never, new AbortController().signal);
  return [...(reply!.body as string).matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name!);
}

it('alerts and the dashboard ask for nothing that is not told', async () => {
  const files = prometheusFiles();
  const told = await namesTold();
  const asked = `${files['alerts.yml']} ${files['dashboard.json']}`.match(METRIC)!;
  const unknown = asked.filter((name) => !told.includes(name.replace(/_(count|sum)$/, '')));
  expect(unknown.filter((name) => !told.includes(name))).toEqual([]);
});

it('Prometheus finds the rules and the targets', () => {
  const files = prometheusFiles();
  const config = parse(files['prometheus.yml']!);
  expect(config.rule_files).toEqual(['alerts.yml']);
  expect(config.scrape_configs[0].file_sd_configs[0].files).toEqual(['targets.json']);
  const rules = parse(files['alerts.yml']!).groups[0].rules;
  expect(rules.map(({ alert }: { alert: string }) => alert)).toEqual([
    'CircuitOpen',
    'CircuitFlapping',
    'ProbeStuck',
    'FallbackShare',
  ]);
  const targets = targetsFile([{ name: 'OrderService', address: { host: '::1', port: 9 } }]);
  expect(JSON.parse(targets)).toEqual([
    { targets: ['[::1]:9'], labels: { process: 'OrderService' } },
  ]);
});
