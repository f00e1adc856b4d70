import { factorAt, mostOf } from '../scale.ts';
import { chaosKind } from './kind.ts';

export const crash = chaosKind({
  kind: 'crash',
  summary:
    'of graphs: gone for two thirds of the time, and refuses at once; then back, and 1.5 to 4 times as slow',
  surges: false,
  refuses: true,
  aim: 'work',
  ofGraphs: true,
  disturb: ({ at, for: lasting, strength, around }) => {
    const down = mostOf(lasting, around.stepMs);
    const cold = lasting - down;
    const factor = factorAt(strength, 1.5, 4);
    return [
      { what: 'entry', at, for: down, changes: [{ what: 'outage', how: 'crash' }] },
      ...(cold === 0
        ? []
        : [
            {
              what: 'entry' as const,
              at: at + down,
              for: cold,
              changes: [{ what: 'latency' as const, factor, ramp: false }],
            },
          ]),
    ];
  },
});
