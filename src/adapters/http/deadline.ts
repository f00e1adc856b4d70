import { positiveDuration } from '../../kernel/quantities.ts';
import { decode } from '../../kernel/settings.ts';
import type { Clock } from '../../resilience/clock.ts';
import { systemClock } from '../../resilience/system-clock.ts';
import { TimeoutError } from '../../resilience/timeout/guard.ts';

/** The header in which Envoy tells a service how long its caller waits, in ms. */
export const DEADLINE_HEADER = 'x-envoy-expected-rq-timeout-ms';

/** When the whole of a piece of work must be done, retries and waits included. */
export interface Deadline {
  /** Aborts at the deadline, with a TimeoutError. */
  readonly signal: AbortSignal;
  /** How long is left, in ms; 0 once it is over. */
  leftMs(): number;
  /** The work is done: lets the timer go. */
  done(): void;
}

interface DeadlineTools {
  readonly clock?: Clock;
}

/** So long from now: ms, or a duration such as '2s'. Throws SettingsError if it is none. */
export function deadlineIn(
  after: number | string,
  { clock = systemClock }: DeadlineTools = {},
): Deadline {
  const afterMs = decode(positiveDuration, after);
  const controller = new AbortController();
  const endMs = clock.now() + afterMs;
  const done = clock.setTimer(afterMs, () => controller.abort(new TimeoutError(afterMs)));
  return {
    signal: controller.signal,
    leftMs: () => Math.max(0, endMs - clock.now()),
    done,
  };
}

interface HeaderBag {
  get(name: string): string | null | undefined;
}

/**
 * The deadline that the caller of this service has told in a header of its request, but no later than `atMost`
 * from now; that, where the caller tells nothing that can be understood.
 */
export function deadlineFrom(
  headers: HeaderBag | Readonly<Record<string, string | readonly string[] | undefined>>,
  atMost: number | string,
  { header = DEADLINE_HEADER, ...tools }: DeadlineTools & { readonly header?: string } = {},
): Deadline {
  const mostMs = decode(positiveDuration, atMost);
  const said = isBag(headers) ? headers.get(header) : headers[header.toLowerCase()];
  const text = typeof said === 'string' ? said.trim() : '';
  const toldMs = /^\d{1,12}$/.test(text) && Number(text) > 0 ? Number(text) : mostMs;
  return deadlineIn(Math.min(mostMs, toldMs), tools);
}

function isBag(headers: object): headers is HeaderBag {
  return typeof (headers as Partial<HeaderBag>).get === 'function';
}

/** What is left, as the header tells it. */
export function leftText(deadline: Deadline): string {
  return String(Math.max(1, Math.floor(deadline.leftMs())));
}
