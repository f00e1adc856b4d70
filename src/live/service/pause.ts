/** Waits so long, in whole ms. */
export const pause = (ms: number): Promise<void> =>
  ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, Math.round(ms)));

/** The same, unless the signal aborts, or has: false then, at once. */
export async function pauseUnless(signal: AbortSignal | undefined, ms: number): Promise<boolean> {
  if (signal === undefined) {
    await pause(ms);
    return true;
  }
  return new Promise((resolve) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve(true);
    }, Math.round(ms));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}
