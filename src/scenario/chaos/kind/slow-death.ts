import { factorAt } from '../scale.ts';
import { chaosKind } from './kind.ts';

export const slowDeath = chaosKind({
  kind: 'slow-death',
  summary: 'not one error, and slower and slower, up to 2 to 20 times',
  surges: false,
  refuses: false,
  aim: 'work',
  ofGraphs: false,
  disturb: ({ at, for: lasting, strength }) => [
    {
      what: 'entry',
      at,
      for: lasting,
      changes: [{ what: 'latency', factor: factorAt(strength, 2, 20), ramp: true }],
    },
  ],
});
