/** Does it once what is there has been painted: once, however often it is asked for until then. */
export function afterPaint(action: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        isDue = false;
        action();
      }),
    );
  };
}
