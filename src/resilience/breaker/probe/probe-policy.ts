/** What a probe's outcome means for the half-open circuit. */
export type ProbeVerdict = 'stay' | 'close' | 'reopen';

/** Decides, while half-open, which calls may try and when the circuit closes or opens again. */
export interface ProbePolicy {
  /** May one more call try now? A yes takes a permit, which `onSuccess`, `onFailure` or `onIgnored` returns. */
  tryAcquire(now: number): boolean;
  onSuccess(now: number): ProbeVerdict;
  onFailure(now: number): ProbeVerdict;
  onIgnored(now: number): void;
  /** Where the count stands, in words: on a transition this is the reason. */
  standing(): string;
  /** Forgets everything: a new half-open period begins. */
  clear(): void;
}
