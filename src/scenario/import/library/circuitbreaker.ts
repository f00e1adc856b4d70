import type { Written } from '../../written.ts';
import type { Call } from '../literal.ts';
import { type Fields, field, type Reader } from '../section.ts';
import type { Source } from '../source.ts';
import { seconds } from '../time-unit.ts';
import { count } from '../unit.ts';
import { nameOf } from './finding.ts';
import type { Candidate, Library } from './library.ts';
import * as form from './written.ts';

const fields = {
  failure_threshold: field(count, 5),
  recovery_timeout: field(seconds, 30_000),
} satisfies Fields;

const notCarried = {
  expected_exception: 'which errors count is code: here all errors and timeouts do',
  name: 'only a name',
  fallback_function: 'what it answers is code; a fallback of kind value comes near',
};

function find(source: Source): Candidate[] {
  return source.calls
    .filter((call) => isOurs(source, call))
    .map((call) => {
      const { name: given } = call.named;
      const name = typeof given === 'string' ? given : (nameOf(source, call) ?? 'circuit');
      return { name, read: (reader) => read(reader, name, call) };
    });
}

function isOurs(source: Source, { last, named }: Call): boolean {
  if (last !== '@circuit' && last !== 'circuit' && last !== 'CircuitBreaker') return false;
  const told = 'failure_threshold' in named || 'recovery_timeout' in named;
  return told || /^\s*from circuitbreaker import/m.test(source.text);
}

function read(reader: Reader, name: string, { args, named }: Call): Written[] {
  const positional = Object.fromEntries(
    args.map((one, i) => [Object.keys(fields)[i] ?? `argument ${i + 1}`, one]),
  );
  const section = reader.section('breaker', name, { ...positional, ...named });
  const values = section.values(fields, notCarried);
  section.differs('all probe', 'late success closes');
  return [
    {
      breaker: {
        trip: form.consecutiveFailures(Math.max(1, values.failure_threshold)),
        open: { ...form.fixedOpen(values.recovery_timeout), from: 'last-failure' },
        probe: form.consecutiveSuccesses(form.EVERYBODY, 1),
        late: 'as-probes',
      },
    },
  ];
}

export const circuitbreaker: Library = {
  name: 'circuitbreaker',
  title: 'circuitbreaker (Python)',
  version: '2.0',
  reads: 'arguments of @circuit(…) or CircuitBreaker(…) in a Python file, which is not run',
  find,
};
