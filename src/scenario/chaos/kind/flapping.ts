import { shareAt, stepped } from '../scale.ts';
import { chaosKind } from './kind.ts';

const FEWEST = 2;
const MOST = 6;

export const flapping = chaosKind({
  kind: 'flapping',
  summary: `down and up again, ${FEWEST} to ${MOST} times: 50 % to 100 % fail in each first half`,
  surges: false,
  refuses: false,
  aim: 'work',
  ofGraphs: false,
  disturb: ({ at, for: lasting, strength, luck, around }) => {
    const drawn = FEWEST + Math.floor((MOST - FEWEST + 1) * luck.next());
    const times = Math.max(1, Math.min(drawn, Math.floor(lasting / (2 * around.stepMs))));
    const period = lasting / times;
    const to = Math.max(around.failureRate, shareAt(strength, 0.5, 1));
    return Array.from({ length: times }, (_, index) => ({
      what: 'entry' as const,
      at: at + Math.floor((index * period) / around.stepMs) * around.stepMs,
      for: stepped(period / 2, around.stepMs),
      changes: [{ what: 'failureRate' as const, to }],
    }));
  },
});
