/** What exporters write where there is nothing: Prometheus NaN and Inf, Grafana undefined, others null. */
export function isBlank(text: string): boolean {
  return /^(?:|-|nan|[+-]?inf(?:inity)?|null|none|undefined|n\/a)$/i.test(text.trim());
}

/** `1234.5`, `12.5%`, `12 ms`: the number alone; `true` is 1. Undefined where it is none of 0 or more. */
export function numberOf(text: string): number | undefined {
  if (/^(?:true|false)$/i.test(text.trim())) return Number(/^t/i.test(text.trim()));
  const match = /^(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(?:%|ms|s|us|µs|req\/s|\/s)?$/i.exec(text.trim());
  const value = match === null ? Number.NaN : Number(match[1]);
  return Number.isFinite(value) ? value : undefined;
}
