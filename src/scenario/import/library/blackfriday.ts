import { stringify } from 'yaml';
import type { Pipeline } from '../../../resilience/pipeline.ts';
import type { Written } from '../../written.ts';
import { writtenPolicy } from '../../written.ts';
import { isPlain, literalText } from '../literal.ts';
import { entry, entryAt } from '../plain-name.ts';
import type { Reader } from '../section.ts';
import type { Source } from '../source.ts';
import type { Candidate, Library } from './library.ts';

/** Settings that are the scenario's own already: nothing is converted. */
function find(source: Source): Candidate[] {
  return source.documents.flatMap((document) => {
    const pipeline =
      entryAt(document, 'orderService', 'pipeline') ??
      (isPlain(document) ? entry(document, 'pipeline') : undefined);
    if (!Array.isArray(pipeline)) return [];
    return [
      {
        name: 'pipeline',
        read: (reader: Reader) => pipeline.map((one: unknown) => read(reader, one)),
      },
    ];
  });
}

function read(reader: Reader, one: unknown): Written {
  const policy = isPlain(one) ? one : {};
  const [name = 'pipeline'] = Object.keys(policy);
  const settings = policy[name];
  const { account } = reader.section(name, 'pipeline', {});
  const said = isPlain(settings) ? Object.entries(settings) : [[name, settings] as const];
  account.read.push(...said.map(([setting, value]) => ({ setting, value: literalText(value) })));
  return policy;
}

function text(pipeline: Pipeline): string {
  return stringify({ pipeline: pipeline.map(writtenPolicy) });
}

export const blackfriday: Library = {
  name: 'blackfriday',
  title: 'blackfriday',
  version: '0.1',
  reads: 'the pipeline of a scenario file',
  find,
  writes: { file: 'pipeline.yaml', text },
};
