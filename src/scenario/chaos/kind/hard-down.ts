import { away } from '../away.ts';
import { chaosKind } from './kind.ts';

export const hardDown = chaosKind({
  kind: 'hard-down',
  summary: 'nothing works: below half strength it refuses at once, above it no answer comes',
  surges: false,
  refuses: true,
  aim: 'service',
  ofGraphs: false,
  disturb: away,
});
