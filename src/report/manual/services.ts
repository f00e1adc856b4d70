import { outlierDetectionSettings } from '../../model/link/outlier-detection.ts';
import { ROUTES } from '../../model/link/route/index.ts';
import { serviceSettings } from '../../model/topology/services-settings.ts';
import { SHARINGS } from '../../resilience/breaker/sharing-settings.ts';
import { type Block, code, heading, type Page, prose, table } from './page.ts';
import { settingsTable, variantBlocks } from './settings-table.ts';

const sharing: readonly Block[] = [
  heading('Who shares a circuit'),
  prose(`A breaker's scope says whose calls it counts: those of an instance (as ever), of a region, of the whole service.
    before says what it stands before: the service that is called, each of its instances, each region, each class of
    orders. Where more than one instance shares a circuit, sharing says how one knows what another saw; left out, all
    know at once.`),
  code(`
    - breaker: { scope: service, sharing: { kind: store, latency: 1ms, refresh: 500ms, whenDown: local } }`),
  ...variantBlocks(SHARINGS),
];

const regions: readonly Block[] = [
  heading('Regions'),
  prose(`Services may stand in regions, and orders come from some. The file says how long each way takes, there and back
    alike; a call goes to the nearest region, as written, where nothing else picks one. A script says what becomes of the
    ways: they take longer, or are gone. What sets off while a way is gone is lost (hang: its sender waits in vain) or
    comes back at once (refuse: an error); an answer as well as a request, though the payment is made. What is under way
    already arrives. oneWay: only from the one to the other.`),
  code(`
    traffic: { arrivals: poisson, startRate: 100/s, regions: { eu: 60%, us: 40% } }
    regions:
      eu: { us: 40ms, edge: 8ms }
      script:
        - { at: 1m, for: 2m, from: eu, to: us, delay: x3 }
        - { at: 4m, for: 1m, from: edge, to: eu, outage: hang }`),
];

/** Any number of services, and which call which. */
export const services: Page = {
  name: 'services',
  summary: 'a graph of services: who calls whom, routes, fleets, regions, shared circuits',
  blocks: () => [
    prose(`In the place of paymentService and orderService a file may say services: each by its name, with what it calls.
      Orders arrive at the first, or where traffic.to says. A request holds a place of an instance while it is worked on
      and while the service makes its own calls for it, in turn; it fails with the first that fails. A place, a script and
      books of its own has every service, a pipeline every call.`),
    prose(`Of each service is told how many requests came and how they ended, how long they waited (queueWaitMs) and how
      long they took from arrival to answer, queue, work and calls (latencyMs: mean, p50, p95, p99, max; refusals take no
      time, the way there and back is not in it). Thresholds name them: services.checkout.latencyMs.p99 < 800ms.`),
    code(`
      services:
        checkout:
          instances: 4
          capacity: 50
          calls:
            - { to: fraud, pipeline: [{ fallback: { kind: value } }, { timeout: 150ms }] }
            - route: failover
              links:
                - { to: stripe, pipeline: [{ breaker: {} }, { timeout: 1s }] }
                - { to: adyen, pipeline: [{ timeout: 1s }] }
        fraud: { capacity: 60, latency: 40ms }
        stripe: { charges: true, latency: 200ms }
        adyen: { charges: true, latency: 300ms }`),
    prose(
      `A fallback of kind backup turns to another service; the way there may have a pipeline of its own.`,
    ),
    code(`
      - fallback: { kind: backup, to: adyen, pipeline: [{ breaker: {} }, { timeout: 1s }] }`),
    prose(`A stand-in for a call that the order can do without lets it go on: the order is then paid degraded. Each service
      has books of its own (services.NAME in results and thresholds), and so has each way from one to another
      (links.FROM.TO, with the
      breakers on it); help thresholds tells how to judge them. --by-service tells ticks apart. The page of --html draws who calls whom, at the instant that a chart
      is pointed at: how busy each service is, each breaker's state, the calls of the tick. --svg and --png write the
      drawing of the worst tick as graph.`),
    settingsTable(serviceSettings),
    heading('Routes'),
    table(
      ['route', 'takes'],
      ROUTES.map(({ kind, summary }) => [kind, summary]),
    ),
    ...regions,
    ...sharing,
    heading('Outlier detection'),
    prose(`As a mesh does it: every calling instance leaves alone the instances that failed it too often in a row. Nobody
      probes them; they come back by time. The arm without breaker goes without it.`),
    settingsTable(outlierDetectionSettings),
  ],
};
