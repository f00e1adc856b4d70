import { away } from '../away.ts';
import { chaosKind } from './kind.ts';

export const regionAway = chaosKind({
  kind: 'region-away',
  summary:
    'of graphs: all services of a region at once: below half strength they refuse, above it no answer comes',
  surges: false,
  refuses: true,
  aim: 'region',
  ofGraphs: true,
  disturb: away,
});
