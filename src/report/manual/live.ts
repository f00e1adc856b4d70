import { TOLERANCE_WORDS } from '../../experiment/validation/tolerances.ts';
import { code, heading, type Page, prose, table } from './page.ts';

export const live: Page = {
  name: 'live',
  summary:
    'the same scenario on real services: processes, HTTP, real clocks; the simulation held against them',
  blocks: () => [
    prose(`blackfriday live runs a scenario on real services. Every service is a process of its own and listens on a free
      port of this machine; the OrderService takes orders over HTTP and calls the PaymentService through the pipeline of
      the scenario, made by the library that you ship, from the same block of settings. The PaymentService has its
      capacity, queue, latency, failures, script and books. It takes as long as the scenario does.`),
    code(`
      blackfriday live --scale 2% --duration 30s
      blackfriday live hard-down --arm "without breaker" --arm "with breaker"
      blackfriday compare hard-down --live --scale 20%
      blackfriday live my.yaml --format json -o live.json`),
    prose(`The result is that of run and compare, with "source": "live": every format, threshold and verdict is the same.
      --scale thins the orders, and with them capacities, queues, workers, bulkheads and rates; settings of breakers stay
      as they are, so one that counts calls comes to its minimum later.`),
    heading('The flood'),
    prose(`The orders come at the instants that the seed gives them, whatever became of those before (an open loop), or
      from clients that wait (closed, where the scenario says so). An order's latency counts from when it was meant to be
      sent; where the flood falls behind, that is told, and "live" in the result says how far.`),
    heading('Faults'),
    prose(`A service that ends before its time is named, what it had in hand has failed, and the run goes on. A crash can be
      scripted: { at: 30s, for: 10s, outage: crash } kills the process, and starts it again. In the simulation a crash is
      as refuse. Ctrl-C ends all processes and tells what is known. Requests that are not of the run are refused.`),
    heading('How near the simulation is'),
    prose(`blackfriday validate runs both: the same orders, the same luck for the k-th call of the n-th order. It shows them
      side by side, tick by tick, with --html on a page, and judges how far apart they are. Beyond a tolerance the exit
      code is 99.`),
    code(`
      blackfriday validate hard-down --arm "without breaker" --arm "with breaker"
      blackfriday validate --scale 2% --html validation.html`),
    table(
      ['compared', 'tolerance'],
      TOLERANCE_WORDS.map(({ what, words }) => [what, words]),
    ),
    prose(`Why they are not nearer is told as far as it is known: timers of whole milliseconds, the price of HTTP, a flood
      that fell behind, processes that the machine kept waiting.`),
    heading('Servers to play with'),
    prose(`serve starts one service by itself: order or payment, or any service of a scenario that has services, by its
      name. The first listens on 8080, the second on 8081 and so on, and there they look for one another; --to says where
      else. The controls of a service take its token, which it prints, and only from this machine. ab, wrk, k6 or vegeta
      can flood it.`),
    code(`
      blackfriday serve payment classic                 on 8081
      blackfriday serve order classic                   on 8080
      curl -X POST localhost:8080/orders -d '{"amountCents":2000}'
      curl -X POST localhost:8081/control -H "Authorization: Bearer TOKEN" -d '{"failureRate":"100%"}'
      curl -X POST "localhost:8080/orders?breaker=off"  what it would be without
      curl -X POST localhost:8081/control -H "Authorization: Bearer TOKEN" -d '{"outage":"hang"}'
      curl localhost:8080/state                         workers busy, orders waiting, circuits
      blackfriday serve adyen two-providers             on 8082, for checkout on 8080`),
    heading('Prometheus and Grafana'),
    prose(`Each service tells its figures at /metrics, in the names that dashboards of resilience4j know, and orders,
      workers and queue in its own; /healthz and /readyz are there too. live --prometheus DIR writes a prometheus.yml that
      finds the services of the run, alert rules (circuit open, flapping, probe stuck, share of fallbacks) and a
      dashboard to import.`),
    heading('The log'),
    prose(`live --log FILE appends a line of JSON for every change of a circuit as it happens: when, in which arm and how
      long into the run, whose circuit, before which service, from which state to which, and why. serve writes the same
      lines on standard output.`),
    heading('Services, fleets, routes, regions'),
    prose(`A scenario with services: runs as it stands (help services). Each instance of each service is a process of its
      own, 64 at most; --prometheus finds them all. Routes, balance, outlier detection and the choice of a circuit
      before each instance, region or class are the simulator's own code. The k-th call of an order meets the luck that
      it meets in the simulation, however the calls nest.`),
    code(`
      blackfriday live one-bad-instance --arm "before each instance" --duration 2m
      blackfriday validate two-providers --arm "two with a breaker each" --scale 50%
      redis-server --port 6379 &
      blackfriday live fleet --arm store --redis redis://localhost:6379`),
    prose(`A process knows only what it sees. Where several instances call a fleet, each shares out its own calls, and
      least-busy goes by the calls that it has in flight itself; in the simulation one balance does it for all. Regions
      are a delay on the way, there and back, and their script holds. A circuit of several instances (scope: service or
      region) needs a store: sharing: { kind: store } and --redis. Each process counts its own calls then, as the library
      does, and what the script says of the store holds. A store that is down is told by each process for itself: of
      what they tell, the first counts.`),
    prose(`Refused, with the reason: sharing by gossip or consensus, one circuit of several instances without a store, more
      than 64 instances, and idempotency keys of a service that has several instances.`),
  ],
};
