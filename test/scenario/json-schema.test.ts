import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jsonSchema } from '../../src/scenario/json-schema.ts';
import { TEMPLATE } from '../../src/scenario/template.ts';
import { writtenForm } from '../../src/scenario/written-form.ts';
import { accepts, resolved, type Schema } from './json-schema-judge.ts';
import { load, SOUND } from './loading.ts';

const schema = resolved(jsonSchema() as Schema);
const folder = new URL('../../scenarios/', import.meta.url);
const shipped = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

describe('the JSON Schema', () => {
  it('is draft-07', () => {
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
  });

  it.each(shipped)('accepts scenarios/%s', (file) => {
    expect(accepts(schema, parse(readFileSync(new URL(file, folder), 'utf8')))).toBe(true);
  });

  it.each([
    ['the scenario to start from', TEMPLATE],
    ['the least there can be', SOUND],
    ['arms', `${SOUND}arms: { a: {}, b: { without: [retry], set: { a.b: 2s } } }`],
    ['values in a file', SOUND.replace('200ms', '{ distribution: empirical, file: x.txt }')],
  ])('accepts %s', (_, text) => {
    expect(accepts(schema, parse(text))).toBe(true);
  });

  it('accepts what a result tells of its scenario', () => {
    expect(accepts(schema, writtenForm(load(TEMPLATE)))).toBe(true);
  });

  it.each([
    ['an unknown key', `${SOUND}sed: 3\n`],
    ['an unknown key within', SOUND.replace('latency', 'capcity: 3, latency')],
    ['a wrong unit', SOUND.replace('3/s', '3/sec')],
    ['a duration without its unit', SOUND.replace('10m', '30')],
    ['a missing block', 'duration: 3s\n'],
    ['an unknown kind', SOUND.replace('poisson', 'poison')],
    ['an impossible number', SOUND.replace('latency', 'capacity: 0, latency')],
    [
      'values and a file at once',
      SOUND.replace('200ms', '{ distribution: empirical, values: [1ms], file: x }'),
    ],
    ['an arm with an unknown key', `${SOUND}arms: { a: { withot: [retry] } }`],
    ['no policy in an entry', `${SOUND}orderService: { pipeline: [ { braker: {} } ] }\n`],
  ])('refuses %s', (_, text) => {
    expect(accepts(schema, parse(text))).toBe(false);
  });

  it('explains every setting of the services to an editor', () => {
    for (const block of ['paymentService', 'orderService']) {
      const settings = Object.entries(schema.properties![block]!.properties!);
      expect(settings.filter(([, setting]) => setting.description === undefined)).toEqual([]);
    }
  });

  it('holds no block that takes just any key', () => {
    const lax: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if (
        'properties' in value &&
        'type' in value &&
        // None, or only such as are described.
        [undefined, true].includes((value as Schema).additionalProperties as never)
      ) {
        lax.push(path);
      }
      for (const [key, inner] of Object.entries(value)) visit(inner, `${path}/${key}`);
    };
    visit(schema, '');
    expect(lax).toEqual([]);
  });
});
