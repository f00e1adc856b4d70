import { exactDuration } from '../../../kernel/quantity-text.ts';
import type { Written } from '../../written.ts';
import type { Section } from '../section.ts';
import * as form from './written.ts';

/** What Envoy and Istio have in common: hosts that are taken out for a while. */
export interface Outliers {
  /** 0: not judged by. */
  readonly consecutive5xx: number;
  readonly consecutiveGateway: number;
  readonly sweepMs: number;
  readonly ejectionMs: number;
  readonly longestMs: number;
  readonly maxPercent: number;
}

/** The breaker that comes nearest to the ejection of a host; undefined where nothing ejects. */
export function ejection(
  section: Section,
  outliers: Outliers,
  more: readonly Written[] = [],
): Written[] {
  const counts = [outliers.consecutive5xx, outliers.consecutiveGateway].filter((one) => one > 0);
  const trips = [
    ...(counts.length > 0 ? [form.consecutiveFailures(Math.min(...counts))] : []),
    ...more,
  ];
  if (trips.length === 0) return [];
  section.differs('per host', 'no probe', 'ejection limits', 'ejection sweep', 'ejection grows');
  if (outliers.consecutiveGateway > 0) {
    section.converted(
      'consecutive gateway failures: here all errors count, not only 502, 503 and 504',
    );
  }
  if (outliers.maxPercent < 0.1 + 1e-9) {
    section.converted(
      `at most ${outliers.maxPercent * 100}% of the hosts are taken out: below ${Math.ceil(1 / Math.max(0.001, outliers.maxPercent))} hosts that is none`,
    );
  }
  const breaker = {
    trip: trips.length === 1 ? trips[0] : { kind: 'any-of', policies: trips },
    open: {
      ...form.growingOpen(outliers.ejectionMs, 2, outliers.longestMs),
      healthy: exactDuration(outliers.sweepMs),
    },
    probe: form.consecutiveSuccesses(1, 1),
  };
  return [{ breaker }];
}
