import type { Pipeline } from '../../../resilience/pipeline.ts';
import type { Written } from '../../written.ts';
import type { Call } from '../literal.ts';
import { type Fields, field, type Reader, written } from '../section.ts';
import type { Source } from '../source.ts';
import { seconds } from '../time-unit.ts';
import { count } from '../unit.ts';
import { nameOf } from './finding.ts';
import type { Candidate, Library } from './library.ts';
import { argumentsText } from './program-text.ts';
import * as form from './written.ts';

const fields = {
  fail_max: field(count, 5),
  reset_timeout: field(seconds, 60_000),
  success_threshold: field(count, 1),
} satisfies Fields;

const notCarried = {
  exclude:
    'which errors count is code; an excluded one is a success there, which starts the count again and closes',
  listeners: 'code that hears of events',
  state_storage: 'where the state is kept; here in memory',
  name: 'only a name',
  throw_new_error_on_trip: 'which error the caller sees',
};

function find(source: Source): Candidate[] {
  return source.calls
    .filter((call) => isOurs(source, call))
    .map((call) => {
      const name = nameOf(source, call) ?? 'breaker';
      return { name, read: (reader) => read(reader, name, call) };
    });
}

function isOurs(source: Source, { last, name, named }: Call): boolean {
  if (last !== 'CircuitBreaker') return false;
  const told =
    'fail_max' in named || 'reset_timeout' in named || name === 'pybreaker.CircuitBreaker';
  return told || /^\s*from pybreaker import/m.test(source.text);
}

function read(reader: Reader, name: string, { args, named }: Call): Written[] {
  const positional = Object.fromEntries(
    args.map((one, i) => [Object.keys(fields)[i] ?? `argument ${i + 1}`, one]),
  );
  const section = reader.section('breaker', name, { ...positional, ...named });
  const values = section.values(fields, notCarried);
  section.differs('serialised');
  return [
    {
      breaker: {
        trip: form.consecutiveFailures(Math.max(1, values.fail_max)),
        open: form.fixedOpen(values.reset_timeout),
        probe: form.awaited(Math.max(1, values.success_threshold)),
      },
    },
  ];
}

function text(pipeline: Pipeline, name: string): string {
  const breaker = form.settingsOf(pipeline, 'breaker');
  const values = breaker && {
    fail_max: form.nearestFailures(breaker),
    reset_timeout: form.nearestOpen(breaker),
    success_threshold: form.nearestSuccesses(breaker),
  };
  return `import pybreaker\n\n${name} = pybreaker.CircuitBreaker${argumentsText(written(fields, values ?? {}))}\n`;
}

export const pybreaker: Library = {
  name: 'pybreaker',
  title: 'pybreaker',
  version: '1.4',
  reads: 'arguments of CircuitBreaker(…) in a Python file, which is not run',
  find,
  writes: { file: 'breaker.py', text },
};
