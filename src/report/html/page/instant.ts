/** The tick that the reader looks at, shared by everything that shows one. */
export interface Instant {
  readonly tick: number | undefined;
  choose(tick: number): void;
  /** Calls back at every change. */
  watch(onChange: (tick: number) => void): void;
}

/** No tick is chosen at first; `ticks` is how many there are. */
export function createInstant(ticks: number): Instant {
  const watchers: ((tick: number) => void)[] = [];
  let chosen: number | undefined;
  return {
    get tick() {
      return chosen;
    },
    choose(tick) {
      const next = Math.max(0, Math.min(ticks - 1, tick));
      if (next === chosen) return;
      chosen = next;
      for (const onChange of watchers) onChange(next);
    },
    watch: (onChange) => void watchers.push(onChange),
  };
}
