import type { WorstIncident } from '../../../src/experiment/study/chaos/chaos-result.ts';
import { readChaos } from '../../../src/experiment/study/chaos/read-chaos.ts';
import type { IncidentRecord } from '../../../src/experiment/study/chaos/record.ts';
import { load, SOUND } from '../../scenario/loading.ts';

const KINDS = ['brown-out', 'hard-down', 'lossy-network'] as const;

/** Of three arms a record that the number alone decides. */
function record(number: number, arms: number): IncidentRecord {
  const kind = KINDS[number % 3]!;
  const bad = ((number * 37) % 100) / 200;
  return {
    number,
    seed: 7000 + number,
    troubles: [
      { kind, fromMs: 60_000 + 1000 * number, forMs: 30_000, strength: 0.5 },
      ...(number % 10 === 0
        ? [{ kind: 'flapping' as const, fromMs: 90_000, forMs: 60_000, strength: 0.25 }]
        : []),
    ],
    arms: Array.from({ length: arms }, (_, arm) => ({
      served: kind === 'lossy-network' ? 1 : 1 - bad / (arm + 1),
      recovers: number % 7 === 0 ? null : number % (arm + 3) > 0,
    })),
    broken: [number % 5 === 0, null],
  };
}

const WORST: WorstIncident = {
  number: 24,
  seed: 7024,
  arm: 'with breaker',
  against: 'without breaker',
  troubles: [{ kind: 'brown-out', fromMs: 84_000, forMs: 30_000, strength: 0.5 }],
  whole: {
    served: 0.71234,
    servedByOther: 0.9,
    script: ['from 1m24s for 30s: failure rate 50%, latency x2.7'],
    settings: [
      {
        path: ['paymentService', 'script'],
        value: [{ at: '1m24s', for: '30s', failureRate: '50%' }],
      },
    ],
  },
  shrunk: {
    served: 0.8,
    servedByOther: 0.91,
    script: ['from 1m30s for 12s: failure rate 50%'],
    settings: [
      {
        path: ['paymentService', 'script'],
        value: [{ at: '1m30s', for: '12s', failureRate: '50%' }],
      },
    ],
    tried: 31,
  },
};

const TEXT = `title: "A *shop* | of \\e[31mours"
${SOUND}orderService: { pipeline: [{ breaker: {} }] }
thresholds: ["with breaker: orders.paid / orders.arrived >= 90%", "without breaker: latencyMs.p95 <= 1s"]
chaos: { incidents: 300, tolerance: 10% }
`;

/** What three hundred incidents did to so many arms; `known`: so many of them were run. */
export function chaosOf(
  names: readonly string[],
  known = 300,
  worst: WorstIncident | null = WORST,
) {
  const records = Array.from({ length: known }, (_, index) => record(index + 1, names.length));
  const scenario = load(TEXT, [
    { assignment: 'paymentService.script=[{ at: 1m, outage: hang }]', option: '--set x' },
  ]);
  return readChaos({ scenario, arms: names, records }, worst);
}
