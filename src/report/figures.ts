import { durationText } from '../kernel/quantity-text.ts';

/** Numbers as people read them. Nothing here depends on the machine's locale. */

/** `1,234,567`; a fraction keeps one decimal. */
export function count(value: number): string {
  const [whole = '', fraction] = (Number.isInteger(value) ? String(value) : value.toFixed(1)).split(
    '.',
  );
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Never wider than seven characters: `999,999`, then `1.23M`. From a hundred on without fractions. */
export function shortCount(value: number): string {
  if (value < 1e6) return count(value < 100 ? value : Math.round(value));
  const millions = value / 1e6;
  return `${millions < 100 ? millions.toPrecision(3) : count(Math.round(millions))}M`;
}

/** Cents as `1,234,567.89`. */
export function money(cents: number): string {
  const size = Math.abs(cents);
  const fraction = String(size % 100).padStart(2, '0');
  return `${cents < 0 ? '-' : ''}${count(Math.floor(size / 100))}.${fraction}`;
}

/** `87.4 %`. Says `<0.1 %` and `>99.9 %` of what would else look like nothing or all. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return '<0.1 %';
  if (share < 1 && share >= 0.9995) return '>99.9 %';
  return `${(100 * share).toFixed(1)} %`;
}

/** `part` of `whole`; empty where there is no whole. */
export function shareOf(part: number, whole: number): string {
  return whole === 0 ? '' : percent(part / whole);
}

/** How long something took, to about three figures: `4.2ms`, `612ms`, `1.24s`, `3m20s`. */
export function duration(ms: number): string {
  if (ms === 0) return '0ms';
  if (ms < 9.95) return `${ms.toFixed(1)}ms`;
  if (ms < 999.5) return `${Math.round(ms)}ms`;
  if (ms < 9_995) return `${(ms / 1000).toFixed(2)}s`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)}s`;
  return durationText(Math.round(ms / 1000) * 1000);
}

/** How long a state lasted: to the tenth of a second; a span alone would show every 1/1024 ms. */
export function lasting(ms: number): string {
  return ms < 60_000 ? duration(ms) : durationText(Math.round(ms / 100) * 100);
}

/**
 * An instant of virtual time, of an even width in a column: `50s`, `1m00s`, `1h00m10s`, `3m21.4s`. Cut,
 * not rounded: what happens in a tick must not seem to happen in the next.
 */
export function instant(ms: number, decimals: number): string {
  const scale = 10 ** decimals;
  const units = Math.floor((ms * scale) / 1000);
  const seconds = ((units % (60 * scale)) / scale).toFixed(decimals);
  const minutes = Math.floor(units / (60 * scale));
  if (minutes === 0) return `${seconds}s`;
  const padded = seconds.padStart(decimals === 0 ? 2 : decimals + 3, '0');
  if (minutes < 60) return `${minutes}m${padded}s`;
  return `${Math.floor(minutes / 60)}h${String(minutes % 60).padStart(2, '0')}m${padded}s`;
}

/** The decimals of a second that tell the starts of ticks apart. */
export function tickDecimals(tickMs: number): number {
  const exact = [0, 1, 2].find((decimals) => Number.isInteger((tickMs / 1000) * 10 ** decimals));
  return exact ?? 3;
}

/** The decimals for an instant within a tick: to about a hundredth of it. */
export function noteDecimals(tickMs: number): number {
  return tickDecimals(tickMs / 100);
}
