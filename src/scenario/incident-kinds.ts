/** The kinds of incident that a year may be made of, by their names in the catalogue of `chaos`. */
export const INCIDENT_KINDS = [
  'brown-out',
  'hard-down',
  'grey-failure',
  'slow-death',
  'flapping',
  'one-bad-instance',
  'herd-at-recovery',
  'traffic-spike',
  'lossy-network',
] as const;
