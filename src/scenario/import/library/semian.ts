import { exactDuration } from '../../../kernel/quantity-text.ts';
import type { Written } from '../../written.ts';
import { isPlain } from '../literal.ts';
import { entry } from '../plain-name.ts';
import { type Fields, field, type Reader } from '../section.ts';
import type { Source } from '../source.ts';
import { seconds } from '../time-unit.ts';
import { count, flag, positive } from '../unit.ts';
import { blocksIn } from './finding.ts';
import type { Candidate, Library } from './library.ts';
import * as form from './written.ts';

const fields = {
  circuit_breaker: field(flag, true),
  error_threshold: field(count),
  error_timeout: field(seconds),
  error_threshold_timeout: field(seconds),
  success_threshold: field(count, 1),
  exponential_backoff_error_timeout: field(flag, false),
  exponential_backoff_initial_timeout: field(seconds, 1_000),
  exponential_backoff_multiplier: field(positive, 2),
  bulkhead: field(flag, true),
  tickets: field(count),
  timeout: field(seconds, 0),
} satisfies Fields;

const PID = 'a controller of the rejected share: here the circuit opens or does not';
const notCarried = {
  name: 'only a name',
  exceptions: 'which errors count is code: here all errors and timeouts do',
  quota: 'a share of the workers of a host; here tickets are a number',
  half_open_resource_timeout: 'a shorter timeout for probes',
  lumping_interval: 'errors close together count as one there',
  error_threshold_timeout_enabled:
    'a window that never ends; here it lasts error_threshold_timeout',
  adaptive_circuit_breaker: PID,
  kp: PID,
  ki: PID,
  kd: PID,
  open_circuit_server_errors: 'which errors count is code: here all errors and timeouts do',
  thread_safety_disabled: 'nothing in a simulation depends on it',
};

const KEYS = ['error_threshold', 'error_timeout', 'success_threshold'];

function find(source: Source): Candidate[] {
  const registered = source.calls
    .filter(({ name, named }) => name === 'Semian.register' || KEYS.every((key) => key in named))
    .map(({ args, named }) => ({
      name: typeof args[0] === 'string' ? args[0] : 'semian',
      block: named,
    }));
  const hashes = [...source.names].flatMap(([name, block]) =>
    isPlain(block) ? [{ name, block }] : [],
  );
  const documents = blocksIn(source.documents).map(({ path, block }) => ({
    name: path.join('.') || 'semian',
    block,
  }));
  return [...registered, ...hashes, ...documents]
    .filter(
      ({ block }) =>
        entry(block, 'error_threshold') !== undefined || entry(block, 'tickets') !== undefined,
    )
    .map(({ name, block }) => ({ name, read: (reader) => read(reader, name, block) }));
}

function read(reader: Reader, name: string, block: object): Written[] {
  const section = reader.section('breaker', name, block);
  const values = section.values(fields, notCarried);
  const bulkhead =
    values.bulkhead && values.tickets !== undefined
      ? [
          {
            bulkhead: {
              calls: Math.max(1, values.tickets),
              queue: values.timeout > 0 ? form.UNLIMITED : 0,
            },
          },
        ]
      : [];
  if (bulkhead.length > 0 && values.timeout > 0) section.differs('wait for a place');
  if (!values.circuit_breaker) return bulkhead;
  const { error_threshold: errors, error_timeout: openMs } = values;
  if (errors === undefined || openMs === undefined) {
    section.fault(
      'error_threshold',
      'no error_threshold and error_timeout',
      'both: Semian demands them',
    );
    return bulkhead;
  }
  section.differs('all probe');
  if (section.has('adaptive_circuit_breaker')) section.differs('adaptive rejection');
  if (values.error_threshold_timeout === undefined) {
    section.converted(
      `error_threshold_timeout: left out it is the error_timeout, ${exactDuration(openMs)}`,
    );
  }
  const growing = values.exponential_backoff_error_timeout;
  if (growing) section.differs('opening decays otherwise');
  const breaker = {
    trip: form.failureCount(Math.max(1, errors), values.error_threshold_timeout ?? openMs),
    open: {
      ...(growing
        ? form.growingOpen(
            values.exponential_backoff_initial_timeout,
            Math.max(1, values.exponential_backoff_multiplier),
            openMs,
          )
        : form.fixedOpen(openMs)),
      from: 'last-failure',
    },
    probe: form.consecutiveSuccesses(form.EVERYBODY, Math.max(1, values.success_threshold)),
    late: 'as-probes',
  };
  return [{ breaker }, ...bulkhead];
}

export const semian: Library = {
  name: 'semian',
  title: 'Semian',
  version: '0.28',
  reads:
    'Semian.register(…) or a hash of options in a Ruby file, which is not run; the same as YAML',
  find,
};
