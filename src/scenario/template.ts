/** The text of a scenario to start from: every block with a word on what it does and what else it takes. */
export const TEMPLATE = `# yaml-language-server: $schema=./scenario.schema.json
#
# A scenario for blackfriday. Try it:
#   blackfriday check   this-file.yaml     every mistake, with its line
#   blackfriday show    this-file.yaml     the scenario in words, and a picture of it
#   blackfriday compare this-file.yaml     with and without the circuit breaker
# The line at the top gives an editor completion and hints: blackfriday schema > scenario.schema.json
#
# Durations are 250ms, 10s, 5m, 2h; rates 300/s, 12/min; shares 40% or 0.4.
# A limit that is left out is no limit.

title: My scenario
story: What happens here, and what to look for.
seed: 1                      # same file, same seed: the same run to the last byte
duration: 5m
# tick: 5s                   # a line of the table; left out, about sixty of them

# The orders that come in.
traffic:
  arrivals: poisson          # at random instants; or evenly-spaced, for the classroom
  startRate: 100/s
  stages:                    # ramps of the rate; a duration of 0s is a step
    - { duration: 1m, target: 100/s }
    - { duration: 30s, target: 300/s }
    - { duration: 3m30s, target: 300/s }
  amount: { distribution: lognormal, median: 60, p95: 240 }
  # Recorded traffic instead, from a CSV file with a header line:
  #   arrivals: trace
  #   file: orders.csv       # beside this file
  #   time: purchased_at     # its column of instants
  #   timeUnit: iso          # dates; or ms, or s, where they are numbers
  #   amount: value          # its column of amounts; or a distribution, as above
  #   speed: 60              # an hour of the file in a minute
  # Or clients that wait for their answer before they order again:
  #   arrivals: closed
  #   clients: 20
  #   orders: 100            # in all; left out, until the run ends
  #   think: 1s

# The service that falters.
paymentService:
  capacity: 100              # payments in progress at once
  queue: 2000                # payments that wait behind them; beyond it an immediate error
  latency: { distribution: exponential, mean: 200ms }
  # Other distributions, for latencies and amounts alike:
  #   200ms                                                     always the same
  #   { distribution: uniform, min: 100ms, max: 300ms }
  #   { distribution: lognormal, median: 150ms, p95: 600ms }
  #   { distribution: gamma, mean: 200ms, shape: 4 }
  #   { distribution: pareto, min: 50ms, shape: 2 }
  #   { distribution: empirical, values: [120ms, 180ms, 2s] }   or file: latencies.txt, unit: ms, one number a line
  failureRate: 1%
  # declineRate: 3%          # the service works and says no; not a failure
  # errorLatency: 5ms        # how long a payment that fails takes; left out, as long as any
  # slowdown: 1ms            # added per payment in progress: congestion
  # network: 20ms            # each way, outside the capacity
  # idempotencyKeys: true    # a second payment for a charged order charges nothing more
  # cancellation: on-timeout # a client that gives up stops the work; otherwise it goes on
  script:                    # what changes over time; left out "for", it lasts to the end
    - { at: 2m, for: 45s, failureRate: 50%, latency: x3 }
    # - { at: 4m, for: 10s, outage: refuse }                    # or hang: no answer at all, or crash
    # - { at: 1m, for: 1m, capacity: { ramp: x0.5, over: 30s } }

# The service that calls it, order by order.
orderService:
  workers: 1000              # orders in hand at once; each holds its worker to the end
  backlog: 500               # orders that wait for a worker; beyond it they are rejected
  # instances: 3             # copies of the service, each with its own workers, backlog and breaker
  pipeline:                  # policies around a call, outermost first; the order is yours to choose
    # - fallback: { kind: defer, drain: 50/s, after: 10s }   # what fails is paid later; or kind: backup, with a backupService
    - retry:
        calls: 3             # in all, the first included
        backoff: { kind: exponential, initial: 100ms, factor: 2, max: 5s, jitter: full }
        # backoff: { kind: fixed, delay: 200ms }
        # blockedToo: true   # try again also what the breaker blocked
        # budget: { share: 10% }              # about one retry for ten orders
    # - bulkhead: { calls: 100, queue: 50 }   # so many calls at once, so many wait, the rest is rejected
    # - rateLimit: { rate: 400/s, burst: 50 }
    # - throttle: { k: 2 }                    # lets through twice what is accepted
    - breaker:
        # name: gateway        # what to call it where a pipeline holds several
        trip: { kind: failure-rate, rate: 50%, window: { calls: 100 }, minimumCalls: 20 }
        # trip: { kind: failure-rate, rate: 50%, window: { time: 10s }, minimumCalls: 20 }
        # trip: { kind: failure-count, failures: 50, window: { time: 30s } }
        # trip: { kind: consecutive-failures, failures: 5 }
        open: { kind: fixed, duration: 10s }
        probe: { permits: 5, successes: 5 }   # in flight at once; in a row, to close
    - timeout: 1s
    # The breaker's rival, which takes part only in the arm without breaker:
    # - { rateLimit: { rate: 250/s }, insteadOf: breaker }

# Criteria to pass: "arm: metric [/ metric] comparison value". A failed one ends with exit code 99.
thresholds:
  - "with breaker: orders.paid / orders.arrived >= 75%"
  # - "with breaker: latencyMs.p95 <= 3s"
  # - "with breaker: charges.duplicate <= 1_000"
`;
