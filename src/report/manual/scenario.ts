import { DISTRIBUTIONS } from '../../kernel/distribution/index.ts';
import { orderServiceSettings } from '../../model/order-settings.ts';
import { paymentServiceSettings } from '../../model/service/payment-settings.ts';
import { TRAFFIC } from '../../model/traffic/index.ts';
import { armSettings } from '../../scenario/arms/arm-settings.ts';
import { scenarioSchema } from '../../scenario/schema.ts';
import { code, heading, type Page, prose, table } from './page.ts';
import { settingsTable, variantBlocks } from './settings-table.ts';

export const scenario: Page = {
  name: 'scenario',
  summary: 'the scenario file, block by block',
  blocks: () => [
    prose(`A scenario is a YAML file (JSON is YAML). blackfriday new my.yaml writes one to start from, check tells every
      mistake of it, show reads it back, and schema gives an editor completion.`),
    code(`
      duration: 5m                 # of virtual time
      traffic:
        arrivals: poisson
        startRate: 100/s
        stages:
          - { duration: 1m, target: 300/s }
      paymentService:
        capacity: 100              # a limit that is left out is no limit
        latency: { distribution: exponential, mean: 200ms }
        script:                    # what changes, when, and for how long
          - { at: 2m, for: 45s, failureRate: 50%, latency: x3 }
      orderService:
        workers: 1000
        pipeline:                  # outermost first; the order is yours to choose
          - retry: { calls: 3 }
          - breaker: { trip: { kind: consecutive-failures, failures: 5 } }
          - timeout: 1s
      arms:                        # left out: without breaker and with breaker
        none: { without: [breaker, retry] }
        today: {}
        quicker: { set: { orderService.pipeline.breaker.open.duration: 2s } }
      thresholds:
        - "today: orders.paid / orders.arrived >= 80%"`),
    prose(`Durations are 250ms, 10s, 5m, 2h, and several of them in a row: 1m30s. A bare number is a mistake, because
      nobody knows of what. Rates are 300/s or 12/min; shares 40% or 0.4; money is a plain number. --set changes any
      setting by its path, a policy by its name: orderService.pipeline.breaker.open.duration=30s.`),
    heading('The file'),
    settingsTable(scenarioSchema),
    heading('paymentService, and backupService alike'),
    settingsTable(paymentServiceSettings),
    prose(`An entry of the script holds from "at" for as long as "for" says and changes any of these numbers: to a value,
      by a factor (x3), or in a ramp ({ ramp: x3, over: 30s }). When it is over, what was before is again.`),
    heading('orderService'),
    settingsTable(orderServiceSettings),
    heading('An arm'),
    settingsTable(armSettings),
    prose(
      `What to compare, each variant under its name, the baseline first; more stands on the page arms.`,
    ),
  ],
};

export const traffic: Page = {
  name: 'traffic',
  summary: 'where orders come from: arrivals, traces, clients, and distributions',
  blocks: () => [
    prose('Told apart by "arrivals".'),
    ...variantBlocks(TRAFFIC),
    heading('Distributions'),
    prose('Of latencies and amounts alike. A bare quantity is always the same.'),
    table(
      ['distribution', ''],
      DISTRIBUTIONS.map(({ kind, summary }) => [kind, summary]),
    ),
  ],
};
