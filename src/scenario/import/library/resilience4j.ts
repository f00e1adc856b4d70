import type { Written } from '../../written.ts';
import { entryAt } from '../plain-name.ts';
import type { Reader } from '../section.ts';
import type { Source } from '../source.ts';
import type { Candidate, Library } from './library.ts';
import { LOWEST_PRECEDENCE, MODULES, type Module } from './resilience4j-policies.ts';
import { text } from './resilience4j-writing.ts';
import { inherited, instancesOf, propertiesOf } from './spring-properties.ts';

function find(source: Source): Candidate[] {
  const { root, profiles } = propertiesOf(source);
  const names = new Set(MODULES.flatMap(({ name }) => Object.keys(instancesOf(root, name))));
  if (
    names.size === 0 &&
    MODULES.some(
      ({ name }) => entryAt(root, 'resilience4j', name, 'configs', 'default') !== undefined,
    )
  ) {
    names.add('default');
  }
  return [...names].map((name) => ({ name, read: (reader) => read(reader, root, name, profiles) }));
}

function read(reader: Reader, root: unknown, name: string, profiles: readonly string[]): Written[] {
  const present = MODULES.map((module, index) => ({
    module,
    order: orderOf(root, module, index),
  })).filter(
    ({ module }) =>
      name in instancesOf(root, module.name) ||
      (name === 'default' &&
        entryAt(root, 'resilience4j', module.name, 'configs', 'default') !== undefined),
  );
  const written = present
    .sort((a, b) => a.order - b.order)
    .flatMap(({ module }) => {
      const block = inherited(root, module.name, instancesOf(root, module.name)[name]);
      const from = `resilience4j.${module.name}.instances.${name}`;
      const policy = module.read(reader.section(module.policy, from, block));
      return policy === undefined ? [] : [policy];
    });
  noteOrder(
    reader,
    name,
    profiles,
    present.map(({ module }) => module.policy),
  );
  return written;
}

function orderOf(root: unknown, { aspectOrder }: Module, index: number): number {
  const order = entryAt(root, 'resilience4j', ...aspectOrder);
  return Number.isInteger(Number(order ?? Number.NaN))
    ? Number(order)
    : LOWEST_PRECEDENCE - MODULES.length + index;
}

function noteOrder(
  reader: Reader,
  name: string,
  profiles: readonly string[],
  policies: readonly string[],
): void {
  const section = reader.section('pipeline', `resilience4j.*.instances.${name}`, {});
  if (policies.length > 1)
    section.converted(`the order of the Spring aspects, outermost first: ${policies.join(', ')}`);
  for (const profile of profiles)
    section.leave(
      'spring.config.activate.on-profile',
      profile,
      'settings of a profile are not read',
    );
}

export const resilience4j: Library = {
  name: 'resilience4j',
  title: 'resilience4j',
  version: '2.4',
  reads:
    'application.yml or .properties: circuitbreaker, retry, ratelimiter, timelimiter, bulkheads; instances, configs, aspect order',
  find,
  writes: { file: 'application.yml', text },
};
