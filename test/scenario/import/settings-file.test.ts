import { describe, expect, it } from 'vitest';
import { importPipeline } from '../../../src/scenario/import/import-pipeline.ts';
import { ScenarioError } from '../../../src/scenario/scenario-error.ts';

function placesOf(name: string, text: string): unknown {
  try {
    importPipeline([{ name, text }], { from: undefined, name: undefined });
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.problems.map(({ place }) =>
      place.kind === 'position' ? `${place.file}:${place.line}:${place.column}` : place,
    );
  }
  return 'read';
}

const R4J = (rate: string, wait: string): string =>
  ['resilience4j:', '  circuitbreaker:', '    instances:', '      payment:']
    .concat(`        failureRateThreshold: ${rate}`, `        waitDurationInOpenState: ${wait}`)
    .join('\n');

describe("a mistake in a library's file is shown where it stands", () => {
  it.each<[string, string, string, unknown]>([
    ['of YAML', 'a.yml', R4J('150', 'soon'), ['a.yml:5:31', 'a.yml:6:34']],
    [
      'with the line ends of Windows',
      'a.yml',
      R4J('150', '1s').replace(/\n/g, '\r\n'),
      ['a.yml:5:31'],
    ],
    [
      'of properties',
      'a.properties',
      'resilience4j.circuitbreaker.instances.p.failureRateThreshold = 170',
      ['a.properties:1:64'],
    ],
    [
      'of a program',
      'a.js',
      'const b =\n  new CircuitBreaker(f, { timeout: 1, errorThresholdPercentage: 140 }); // opossum',
      ['a.js:2:65'],
    ],
    ['of what is not YAML', 'a.yml', 'a: [\nb: }\n', ['a.yml:2:1']],
    [
      'or in the file as a whole where two lines say the same',
      'a.yml',
      `${R4J('150', '1s')}\n# failureRateThreshold: 150 was too high`,
      [{ kind: 'file', file: 'a.yml' }],
    ],
  ])('%s', (_, name, text, places) => {
    expect(placesOf(name, text)).toEqual(places);
  });
});
