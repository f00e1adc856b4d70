import { shareAt } from '../scale.ts';
import { chaosKind } from './kind.ts';

export const greyFailure = chaosKind({
  kind: 'grey-failure',
  summary: '5 % to 45 % fail, at the usual speed: ill, and by most accounts well',
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
        { what: 'failureRate', to: Math.max(around.failureRate, shareAt(strength, 0.05, 0.45)) },
      ],
    },
  ],
});
