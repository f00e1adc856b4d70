import { factorAt, mostOf } from '../scale.ts';
import { chaosKind } from './kind.ts';

export const herdAtRecovery = chaosKind({
  kind: 'herd-at-recovery',
  summary: 'down for two thirds of the time; then all come back, 1.5 to 4 times as many as usual',
  surges: true,
  refuses: true,
  aim: 'service',
  ofGraphs: false,
  disturb: ({ at, for: lasting, strength, around }) => {
    const down = mostOf(lasting, around.stepMs);
    const herd = lasting - down;
    const factor = factorAt(strength, 1.5, 4);
    return [
      { what: 'entry', at, for: down, changes: [{ what: 'outage', how: 'refuse' }] },
      ...(herd === 0 ? [] : [{ what: 'surge' as const, at: at + down, for: herd, factor }]),
    ];
  },
});
