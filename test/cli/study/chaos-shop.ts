import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blackfriday, folder } from '../shell.ts';

export const SMALL = `# The corner shop
title: Bad luck only
seed: 5
duration: 1m
traffic: { arrivals: poisson, startRate: 20/s }   # on a good day
paymentService:
  latency: { distribution: exponential, mean: 50ms }
  failureRate: 1%
orderService:
  pipeline:
    - retry: { calls: 3 }
    - breaker:
        trip: { kind: failure-rate, rate: 30%, window: { calls: 20 }, minimumCalls: 10 }
        open: { kind: fixed, duration: 10s }
    - timeout: 1s
thresholds:
  - "with breaker: orders.paid / orders.arrived >= 70%"
  - "without breaker: orders.paid >= 1"
`;

/** A folder that holds `small.yaml`. */
export function withScenario(text = SMALL): string {
  const cwd = folder();
  writeFileSync(join(cwd, 'small.yaml'), text);
  return cwd;
}

export const chaos = (cwd: string, ...args: readonly string[]) =>
  blackfriday(['chaos', 'small.yaml', ...args], { cwd });
