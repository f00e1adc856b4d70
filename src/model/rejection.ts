/** Who turned a try away before it became a call, as codes for typed arrays. */
export const LIMITS = ['bulkhead', 'rateLimit', 'throttle', 'concurrencyLimit'] as const;

export type LimitName = (typeof LIMITS)[number];

export const LIMIT_CODE = Object.fromEntries(LIMITS.map((name, code) => [name, code])) as Readonly<
  Record<LimitName, number>
>;
