/** Why a call did not come to an end of its own, by opossum's codes. */
export type OurCode = 'EOPENBREAKER' | 'ETIMEDOUT' | 'ESEMLOCKED' | 'ESHUTDOWN';

/** An error of the breaker's own, by opossum's code and words. */
export class OurError extends Error {
  readonly code: OurCode;

  constructor(message: string, code: OurCode) {
    super(message);
    this.code = code;
  }
}
