/** The variants that a scenario is run in. */
export const ARM = {
  without: 'without breaker',
  with: 'with breaker',
  asWritten: 'as written',
} as const;

export type ArmName = (typeof ARM)[keyof typeof ARM];

/** The names of a scenario's arms, the baseline first: two where it has a breaker to leave out. */
export function armNames(hasBreaker: boolean): readonly ArmName[] {
  return hasBreaker ? [ARM.without, ARM.with] : [ARM.asWritten];
}
