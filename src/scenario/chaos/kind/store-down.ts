import { chaosKind } from './kind.ts';

export const storeDown = chaosKind({
  kind: 'store-down',
  summary:
    'of graphs: what instances share circuits by is away: the store, or one to all of the nodes',
  surges: false,
  refuses: false,
  aim: 'store',
  ofGraphs: true,
  disturb: ({ at, for: lasting, strength, around: { nodes } }) => [
    {
      what: 'entry',
      at,
      for: lasting,
      changes: [
        nodes === 0
          ? { what: 'store' }
          : { what: 'nodesDown', nodes: Math.max(1, Math.round(strength * nodes)) },
      ],
    },
  ],
});
