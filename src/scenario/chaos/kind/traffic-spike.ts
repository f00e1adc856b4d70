import { factorAt } from '../scale.ts';
import { chaosKind } from './kind.ts';

export const trafficSpike = chaosKind({
  kind: 'traffic-spike',
  summary: 'the service is well, and 1.5 to 5 times as many orders come',
  surges: true,
  refuses: false,
  aim: 'traffic',
  ofGraphs: false,
  disturb: ({ at, for: lasting, strength }) => [
    { what: 'surge', at, for: lasting, factor: factorAt(strength, 1.5, 5) },
  ],
});
