/** A share between two, in whole per cents. */
export function shareAt(strength: number, weakest: number, strongest: number): number {
  return Math.round(100 * (weakest + (strongest - weakest) * strength)) / 100;
}

/** A factor between two, so that equal steps of strength multiply it equally; with one decimal. */
export function factorAt(strength: number, weakest: number, strongest: number): number {
  return Math.round(10 * weakest * (strongest / weakest) ** strength) / 10;
}

/** The nearest multiple of a step, and at least one of them. */
export function stepped(ms: number, stepMs: number): number {
  return Math.max(1, Math.round(ms / stepMs)) * stepMs;
}

/** Two thirds of a time, in whole steps and at least one: how long what comes back is gone. */
export function mostOf(ms: number, stepMs: number): number {
  return Math.max(stepMs, ms - stepped(ms / 3, stepMs));
}
