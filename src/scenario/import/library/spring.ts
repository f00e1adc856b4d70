import { stringify } from 'yaml';
import type { Pipeline } from '../../../resilience/pipeline.ts';
import type { Written } from '../../written.ts';
import { isPlain } from '../literal.ts';
import { entryAt, plain } from '../plain-name.ts';
import type { Reader } from '../section.ts';
import type { Source } from '../source.ts';
import type { Candidate, Library } from './library.ts';
import { readBreaker, readTime } from './resilience4j-policies.ts';
import { blocksOf } from './resilience4j-writing.ts';
import { inherited, instancesOf, propertiesOf } from './spring-properties.ts';

const HERE = ['spring', 'cloud', 'circuitbreaker'] as const;

function find(source: Source): Candidate[] {
  const { root } = propertiesOf(source);
  if (!isPlain(entryAt(root, ...HERE))) return [];
  const names = ['circuitbreaker', 'timelimiter'].flatMap((module) =>
    Object.keys(instancesOf(root, module)),
  );
  const all = names.length === 0 ? ['default'] : [...new Set(names)];
  return all.map((name) => ({ name, read: (reader) => read(reader, root, name) }));
}

function read(reader: Reader, root: unknown, name: string): Written[] {
  const block = (module: string): Record<string, unknown> =>
    inherited(root, module, instancesOf(root, module)[name]);
  const from = (module: string): string => `resilience4j.${module}.instances.${name}`;
  const breaker = readBreaker(
    reader.section('breaker', from('circuitbreaker'), block('circuitbreaker')),
  );
  const limited = !isOff(root, name);
  const timeout = limited
    ? [readTime(reader.section('timeout', from('timelimiter'), block('timelimiter')))]
    : [];
  const section = reader.section('pipeline', HERE.join('.'), {});
  if (limited)
    section.converted('a time limiter is always around the call, one second unless told otherwise');
  section.converted('no retry: Spring Retry is a library of its own');
  for (const [key, value] of Object.entries(entryAt(root, ...HERE, 'resilience4j') ?? {})) {
    if (plain(key) !== 'disabletimelimiter' && plain(key) !== 'disabletimelimitermap') {
      section.leave(
        key,
        value,
        'how threads are kept apart is not simulated; a bulkhead bounds the calls at once',
      );
    }
  }
  return [breaker, ...timeout];
}

function isOff(root: unknown, name: string): boolean {
  const settings = entryAt(root, ...HERE, 'resilience4j');
  const off =
    entryAt(settings, 'disable-time-limiter-map', name) ??
    entryAt(settings, 'disable-time-limiter');
  return off === true || off === 'true';
}

function text(pipeline: Pipeline, name: string): string {
  const { circuitbreaker = {}, timelimiter } = blocksOf(pipeline);
  const instances = (block: Record<string, unknown>): unknown => ({ instances: { [name]: block } });
  return stringify({
    spring: {
      cloud: {
        circuitbreaker: { resilience4j: { 'disable-time-limiter': timelimiter === undefined } },
      },
    },
    resilience4j: {
      circuitbreaker: instances(circuitbreaker),
      ...(timelimiter === undefined ? {} : { timelimiter: instances(timelimiter) }),
    },
  });
}

export const spring: Library = {
  name: 'spring',
  title: 'Spring Cloud Circuit Breaker',
  version: '5.0',
  reads: 'application.yml with spring.cloud.circuitbreaker: breaker and time limiter',
  find,
  writes: { file: 'application.yml', text },
};
