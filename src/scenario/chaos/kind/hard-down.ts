import { chaosKind } from './kind.ts';

export const hardDown = chaosKind({
  kind: 'hard-down',
  summary: 'nothing works: below half strength it refuses at once, above it no answer comes',
  surges: false,
  refuses: true,
  aim: 'service',
  ofGraphs: false,
  disturb: ({ at, for: lasting, strength }) => [
    {
      what: 'entry',
      at,
      for: lasting,
      changes: [{ what: 'outage', how: strength < 0.5 ? 'refuse' : 'hang' }],
    },
  ],
});
