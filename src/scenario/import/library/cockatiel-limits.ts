import { exactDuration } from '../../../kernel/quantity-text.ts';
import type { Written } from '../../written.ts';
import type { Call } from '../literal.ts';
import { field, type Reader } from '../section.ts';
import { milliseconds } from '../time-unit.ts';
import { count } from '../unit.ts';

/** `timeout(ms, strategy)` */
export function readTimeout(reader: Reader, from: string, call: Call): Written[] {
  const [duration, strategy] = call.args;
  const section = reader.section('timeout', from, { duration, strategy });
  const values = section.values(
    { duration: field(milliseconds) },
    { strategy: "whether work that timed out stops is the service's: paymentService.cancellation" },
  );
  return values.duration ? [{ timeout: exactDuration(values.duration) }] : [];
}

/** `bulkhead(limit, queue)` */
export function readBulkhead(reader: Reader, from: string, call: Call): Written[] {
  const section = reader.section('bulkhead', from, { limit: call.args[0], queue: call.args[1] });
  const { limit, queue } = section.values({ limit: field(count, 1), queue: field(count, 0) });
  return [{ bulkhead: { calls: Math.max(1, limit), queue } }];
}
