import { factorAt, shareAt } from '../scale.ts';
import { chaosKind } from './kind.ts';

export const brownOut = chaosKind({
  kind: 'brown-out',
  summary: 'slow and failing at once: 20 % to 80 % fail, 1.5 to 5 times as slow',
  surges: false,
  refuses: false,
  aim: 'work',
  ofGraphs: false,
  disturb: ({ at, for: lasting, strength, around }) => [
    {
      what: 'entry',
      at,
      for: lasting,
      changes: [
        { what: 'failureRate', to: Math.max(around.failureRate, shareAt(strength, 0.2, 0.8)) },
        { what: 'latency', factor: factorAt(strength, 1.5, 5), ramp: false },
      ],
    },
  ],
});
