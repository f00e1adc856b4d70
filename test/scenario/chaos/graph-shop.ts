/** A graph with everything that can be struck: instances, classes, regions, ways, a store. */
export const GRAPH_SHOP = `# The shop in two places
title: A shop in two places
seed: 5
duration: 1m
traffic:
  arrivals: poisson
  startRate: 30/s      # on a good day
  regions: { eu: 50%, us: 50% }
  classes:
    read: { share: 70%, amount: 20 }
    write: { share: 30%, amount: 80 }
regions:
  eu: { us: 40ms }
services:
  shop:
    regions: [eu, us]
    instances: 2
    calls:
      - to: cards
        pipeline:
          - breaker:
              trip: { kind: consecutive-failures, failures: 5 }
              open: { kind: fixed, duration: 5s }
              scope: service
              sharing: { kind: store }
          - timeout: 1s
      - to: stock
        pipeline: [{ timeout: 500ms }]
  cards:
    charges: true
    regions: [eu, us]
    instances: 2
    capacity: 10
    queue: 20
    latency: { distribution: exponential, mean: 50ms }
    failureRate: 1%
    script:
      - { at: 10s, for: 5s, outage: hang }   # what has happened
  stock: { capacity: 20, latency: { distribution: exponential, mean: 20ms } }
thresholds:
  - "with breaker: orders.paid / orders.arrived >= 70%"
`;
