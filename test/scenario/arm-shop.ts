/** A scenario whose pipeline holds two breakers. */
export const SHOP = `duration: 10m
traffic: { arrivals: poisson, startRate: 3/s }
paymentService: { latency: 200ms }
orderService:
  pipeline:
    - retry: { calls: 3 }
    - breaker:
        name: outer
        trip: { kind: failure-rate, window: { calls: 20 }, minimumCalls: 10, rate: 50% }
        open: { kind: fixed, duration: 5s }
    - breaker: { name: inner, trip: { kind: consecutive-failures, failures: 5 } }
    - timeout: 1s
`;

/** The open time of its outer breaker. */
export const OPEN = 'orderService.pipeline.breaker.open.duration';

/** The same with these arms, a line each from line 14 on. */
export const withArms = (...arms: readonly string[]) =>
  `${SHOP}arms:\n${arms.map((arm) => `  ${arm}\n`).join('')}`;
