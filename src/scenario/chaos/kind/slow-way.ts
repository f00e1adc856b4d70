import { chaosKind } from './kind.ts';

const LEAST_MS = 50;
const MOST_MS = 2000;

export const slowWay = chaosKind({
  kind: 'slow-way',
  summary:
    'of graphs: the way between two regions takes 50 ms to 2 s longer, each way or in one direction',
  surges: false,
  refuses: false,
  aim: 'way',
  ofGraphs: true,
  disturb: ({ at, for: lasting, strength, around }) => {
    const longer = Math.round(LEAST_MS * (MOST_MS / LEAST_MS) ** strength);
    const changes = [{ what: 'delay', toMs: around.wayMs + longer } as const];
    return [{ what: 'entry', at, for: lasting, changes }];
  },
});
