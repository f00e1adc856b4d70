import { away } from '../away.ts';
import { chaosKind } from './kind.ts';

export const wayAway = chaosKind({
  kind: 'way-away',
  summary:
    'of graphs: no way between two regions, or not in one direction: below half strength whoever sends hears of it, above it nobody does',
  surges: false,
  refuses: true,
  aim: 'way',
  ofGraphs: true,
  disturb: away,
});
