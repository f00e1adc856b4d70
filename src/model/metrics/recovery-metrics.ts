/** How the incidents of an arm ended. */
export interface RecoveryFacts {
  readonly incidents: number;
  readonly unrecovered: number;
  readonly afterMs: number | null;
}

export const RECOVERY = {
  incidents: {
    unit: 'count',
    fold: 'whole',
    better: null,
    meaning: 'stretches of trouble that hurt',
    read: ({ incidents }: RecoveryFacts) => incidents,
  },
  unrecovered: {
    unit: 'count',
    fold: 'whole',
    better: 'less',
    meaning: 'stretches of trouble without a proven recovery within the run',
    read: ({ unrecovered }: RecoveryFacts) => unrecovered,
  },
  afterMs: {
    unit: 'ms',
    fold: 'whole',
    better: 'less',
    meaning: 'the longest time from the end of a trouble to recovery; nothing where one never came',
    mayLack: true,
    read: ({ afterMs }: RecoveryFacts): number | null => afterMs,
  },
} as const;
