import { loadScenario } from '../scenario/load.ts';
import type { Override } from '../scenario/overrides.ts';
import type { Scenario } from '../scenario/schema.ts';

/** A scenario on the bench: its text, and the files that it names. */
export interface Material {
  /** Of its file: `black-friday.yaml`. */
  readonly name: string;
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Decodes what is on the bench. Throws ScenarioError with every mistake. */
export function openMaterial(
  { name, text, files }: Material,
  overrides: readonly Override[],
): Scenario {
  return loadScenario({ name, text }, overrides, (file) => {
    const found = Object.hasOwn(files, file) ? files[file] : undefined;
    if (found === undefined) throw new Error(`${file}: not here yet: drop it onto the page`);
    return found;
  });
}
