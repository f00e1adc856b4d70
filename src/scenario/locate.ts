import { decimal } from '../kernel/quantity-text.ts';
import { pathText, type SettingPath } from '../kernel/settings.ts';
import type { ScenarioDocument } from './document.ts';
import type { ValueFile } from './files.ts';
import type { Applied } from './overrides.ts';
import type { Finding, Place, Problem } from './problem.ts';

/** Mistakes that are shown of one file of values; the rest are counted. */
const VALUES_SHOWN = 10;

/** Finds where the settings of a scenario came from: its file, an option, a file of values. */
export class Locator {
  private readonly document: ScenarioDocument;
  private readonly applied: readonly Applied[];
  private readonly origins: readonly ValueFile[];

  constructor(
    document: ScenarioDocument,
    applied: readonly Applied[],
    origins: readonly ValueFile[],
  ) {
    this.document = document;
    this.applied = applied;
    this.origins = origins;
  }

  problems(findings: readonly Finding[]): Problem[] {
    const ofValue = (finding: Finding, { path }: ValueFile): boolean =>
      finding.path.length > path.length + 1 && startsWith(finding.path, [...path, 'values']);
    const others = findings.filter(
      (finding) => !this.origins.some((origin) => ofValue(finding, origin)),
    );
    const inFiles = this.origins.flatMap((origin) =>
      valueProblems(
        origin,
        findings.filter((finding) => ofValue(finding, origin)),
      ),
    );
    return [...others.map((finding) => this.problem(finding)), ...inFiles];
  }

  private problem(finding: Finding): Problem {
    const { path, fault, expected, suggestion } = finding;
    const option = this.blame(finding);
    const found = finding.found ?? this.wording(path, option);
    const setting = pathText(fault === 'missing' ? path.slice(0, -1) : path);
    return { place: this.place(finding, option), setting, found, expected, suggestion };
  }

  private place({ path, fault, offset }: Finding, option: Applied | undefined): Place {
    if (option !== undefined) return { kind: 'option', option: option.option };
    if (fault === 'missing') return this.document.place(path.slice(0, -1), 'key');
    const at = fault === 'key' ? 'key' : 'value';
    if (offset === undefined) return this.document.place(path, at);
    const quote = /^["']/.test(this.document.wording(path) ?? '') ? 1 : 0;
    return this.document.place(path, at, offset + quote);
  }

  private wording(path: SettingPath, option: Applied | undefined): string {
    if (option !== undefined) return option.valueText;
    const words = this.document.wording(path);
    if (words === undefined) return 'this';
    return words === '' ? 'nothing' : words;
  }

  private blame(finding: Finding): Applied | undefined {
    return blamed(this.applied, finding, !this.document.holds(finding.path.slice(0, -1)));
  }
}

/**
 * The assignment that brought a mistake about: it set the place, a part of it, or the block around it.
 * `madeBlock`: that block is not in the file.
 */
export function blamed<One extends { readonly path: SettingPath }>(
  applied: readonly One[],
  { path, fault }: Finding,
  madeBlock: boolean,
): One | undefined {
  const block = path.slice(0, -1);
  return applied
    .filter(
      (one) =>
        startsWith(path, one.path) ||
        (fault !== 'missing' && startsWith(one.path, path)) ||
        (madeBlock && startsWith(one.path, block)),
    )
    .at(-1);
}

/** How many values of a file are bad, and the first of them, each at its line. */
function valueProblems(origin: ValueFile, findings: readonly Finding[]): Problem[] {
  if (findings.length === 0) return [];
  const setting = pathText(origin.path);
  const shown = findings.slice(0, VALUES_SHOWN).map(({ path, expected }): Problem => {
    const position = Number(path[origin.path.length + 1]);
    const found = origin.words(position);
    return { place: origin.place(position), setting, found, expected, suggestion: undefined };
  });
  const more = findings.length > VALUES_SHOWN ? `; the first ${VALUES_SHOWN} follow` : '';
  const count: Problem = {
    place: { kind: 'file', file: origin.file },
    setting,
    found: `${decimal(findings.length)} bad of ${decimal(origin.count)} values${more}`,
    expected: 'every line to be a value: none is skipped',
    suggestion: undefined,
  };
  return [count, ...shown];
}

export function startsWith(path: SettingPath, start: SettingPath): boolean {
  return start.every((step, index) => String(path[index]) === String(step));
}
