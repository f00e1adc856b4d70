import type { SettingPath } from '../kernel/settings.ts';
import { METRIC_BETTER } from '../model/metrics/table.ts';
import type { Claim, ClaimPart } from './claim.ts';
import type { DecodedStep } from './lesson-schema.ts';
import type { Finding } from './problem.ts';

/** What of a step does not go with one run, or with many seeds. */
export function studySense(
  { seeds, show, figures, choices }: DecodedStep,
  path: SettingPath,
  claims: readonly (Claim | undefined)[],
): Finding[] {
  const isStudy = seeds !== undefined;
  const inClaims = claims.flatMap((claim, index): Finding[] => {
    const parts = claim?.kind === 'all' ? claim.parts : [];
    const expected = parts.map((part) => unfit(part, isStudy)).find((one) => one !== undefined);
    if (expected === undefined) return [];
    const found = JSON.stringify(choices[index]!.when);
    return [{ path: [...path, 'choices', index, 'when'], fault: 'value', found, expected }];
  });
  if (!isStudy) return inClaims;
  const shown: Finding = {
    path: [...path, 'show'],
    fault: 'key',
    found: 'show, beside seeds',
    expected: 'figures: of many seeds these are shown, and no single run',
  };
  const bare: Finding = {
    path: [...path, 'seeds'],
    fault: 'key',
    found: 'seeds, and no figures',
    expected: 'figures, which are what is shown of many seeds',
  };
  return [
    ...inClaims,
    ...(show === undefined ? [] : [shown]),
    ...(figures.length === 0 ? [bare] : []),
  ];
}

/** What is expected in the place of a part of a claim; undefined where it goes with the step. */
function unfit(part: ClaimPart, isStudy: boolean): string | undefined {
  if (part.kind === 'quantities') return undefined;
  if (part.kind === 'state') {
    return isStudy ? 'a claim about means: a state is one of a single run' : undefined;
  }
  if (!isStudy) return `seeds: 20 in the step: one run cannot tell "${part.verdict}" from chance`;
  const { value, per } = part.quantity;
  if (per !== null && per.arm !== value.arm) return 'one arm, which is held against the first';
  if ((METRIC_BETTER.get(value.metric) ?? null) !== null) return undefined;
  return `a metric of which more or less is better: ${value.metric} is neither`;
}
