import { describe, expect, it } from 'vitest';
import { accountText } from '../../../src/scenario/import/account-text.ts';
import { DIFFERENCES } from '../../../src/scenario/import/differences.ts';
import { importPipeline } from '../../../src/scenario/import/import-pipeline.ts';
import { LIBRARIES } from '../../../src/scenario/import/library/index.ts';
import { pipelineYaml, scenarioYaml } from '../../../src/scenario/import/pipeline-yaml.ts';
import { loadScenario } from '../../../src/scenario/load.ts';
import { type Fixture, fixtures } from './fixtures.ts';

const all = fixtures();
const titled = all.map((one) => [`${one.library}/${one.name}`, one] as const);

function imported({ file, wanted }: Fixture, from?: string) {
  return importPipeline([file], { from, name: wanted });
}

/** After a change that is meant: `npx vitest run test/scenario/import -u`, and read what it did. */
describe('the account of a file is the same to the byte', () => {
  it.each(titled)('%s', async (title, fixture) => {
    const { pipeline, account } = imported(fixture);
    const text = `${pipelineYaml(pipeline)}\n${accountText(account, 100)}`;
    await expect(text).toMatchFileSnapshot(`./golden/${title}.txt`);
  });
});

describe('every file', () => {
  it.each(titled)('%s is told by its content, whatever else is known', (_, fixture) => {
    const { account } = imported(fixture);
    const library = LIBRARIES.find(({ title }) => title === account.library);
    expect(library?.name).toBe(fixture.library);
    expect(imported(fixture, fixture.library).account).toEqual(account);
  });

  it.each(titled)('%s makes a scenario that runs', (_, fixture) => {
    const { pipeline, decoded } = imported(fixture);
    const text = scenarioYaml(pipeline, 'As it runs today');
    const scenario = loadScenario({ name: 'mine.yaml', text }, [], () => '');
    expect(scenario.orderService.pipeline).toEqual(decoded);
    expect(scenario.title).toBe('As it runs today');
  });
});

describe('the libraries', () => {
  it.each(LIBRARIES.map(({ name }) => name))(
    '%s has three files at least, one with everything',
    (name) => {
      const own = all.filter(({ library }) => library === name).map((one) => one.name);
      expect(own.length).toBeGreaterThanOrEqual(3);
      expect(own.some((file) => /^everything/i.test(file))).toBe(true);
    },
  );

  it('meet every known difference somewhere', () => {
    const met = all.flatMap((one) =>
      imported(one).account.policies.flatMap(({ differs }) => differs.map(({ name }) => name)),
    );
    expect([...new Set(met)].sort()).toEqual(Object.keys(DIFFERENCES).sort());
  });
});
