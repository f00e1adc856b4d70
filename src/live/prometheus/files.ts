import { stringify } from 'yaml';
import type { Address } from '../messages.ts';
import { dashboard } from './dashboard.ts';

/** A service that Prometheus is to ask. */
export interface Target {
  readonly name: string;
  readonly address: Address;
}

/** The file that changes with every run: where the services are. */
export const TARGETS = 'targets.json';

const STATE = 'resilience4j_circuitbreaker_state';
const REQUESTS = 'blackfriday_requests_total';

/** What Prometheus and Grafana are given, by the names of the files; these stay the same from run to run. */
export function prometheusFiles(): Readonly<Record<string, string>> {
  return {
    'prometheus.yml': stringify({
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      rule_files: ['alerts.yml'],
      scrape_configs: [
        {
          job_name: 'blackfriday',
          // A run may take other ports than the one before: the list is read again.
          file_sd_configs: [{ files: [TARGETS], refresh_interval: '1s' }],
        },
      ],
    }),
    'alerts.yml': stringify({ groups: [{ name: 'blackfriday', rules: RULES }] }),
    'dashboard.json': `${JSON.stringify(dashboard(), null, 2)}\n`,
  };
}

export function targetsFile(targets: readonly Target[]): string {
  const lists = targets.map(({ name, address: { host, port } }) => ({
    targets: [`${host.includes(':') ? `[${host}]` : host}:${port}`],
    labels: { process: name },
  }));
  return `${JSON.stringify(lists, null, 2)}\n`;
}

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly annotations: { readonly summary: string };
}

const RULES: readonly Rule[] = [
  {
    alert: 'CircuitOpen',
    expr: `max by (service, name) (${STATE}{state="open"}) == 1`,
    for: '30s',
    annotations: {
      summary: 'The circuit of {{ $labels.service }} before {{ $labels.name }} is open',
    },
  },
  {
    alert: 'CircuitFlapping',
    expr: 'sum by (service, name) (increase(blackfriday_circuitbreaker_transitions_total{to="open"}[5m])) > 3',
    annotations: {
      summary:
        'The circuit of {{ $labels.service }} before {{ $labels.name }} opens again and again',
    },
  },
  {
    alert: 'ProbeStuck',
    expr: `max by (service, name) (${STATE}{state="half_open"}) == 1`,
    for: '1m',
    annotations: {
      summary:
        'The circuit of {{ $labels.service }} before {{ $labels.name }} has been half-open for a minute',
    },
  },
  {
    alert: 'FallbackShare',
    expr: `sum by (service) (rate(${REQUESTS}{outcome=~"substituted|deferred"}[1m])) / sum by (service) (rate(${REQUESTS}[1m])) > 0.1`,
    for: '1m',
    annotations: {
      summary: 'More than a tenth of the orders of {{ $labels.service }} end in a fallback',
    },
  },
];
