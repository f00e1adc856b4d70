import { decimal, shareText } from '../../../kernel/quantity-text.ts';
import { ARM } from '../../../scenario/arm-names.ts';
import type { Account } from '../../../scenario/chaos/kept.ts';
import { troubleWords } from '../../../scenario/chaos/words.ts';
import type { ScenarioHead } from '../../result.ts';
import type { Harm, WorstIncident } from './chaos-result.ts';

/** What the scenario of the worst incident says of itself. */
export function keptAccount(
  { name, seed: studySeed }: Pick<ScenarioHead, 'name' | 'seed'>,
  incidents: number,
  worst: WorstIncident,
): Account {
  const { number, seed, arm, against, troubles, shrunk } = worst;
  const kinds = [...new Set(troubles.map(({ kind }) => kind))].join(' and ');
  const { served, servedByOther }: Harm = shrunk ?? worst.whole;
  const part =
    shrunk === null
      ? ''
      : ', shrunk to the smallest part found that does at least half of its harm';
  const other = against === null ? 'had nothing happened' : inArm(against);
  return {
    title: `The worst of ${decimal(incidents)} incidents for ${name}: ${kinds}`,
    story: `Incident ${decimal(number)} of ${name} under chaos with seed ${studySeed}: ${troubles.map(troubleWords).join('; ')}${part}. ${percent(served)} of the orders are paid ${inArm(arm)}, ${percent(servedByOther)} ${other}.`,
    seed,
  };
}

/** Names that are words of a sentence read on without marks. */
export function inArm(name: string): string {
  const reads = name === ARM.with || name === ARM.without || name === ARM.asWritten;
  return reads ? name : `in "${name}"`;
}

function percent(share: number): string {
  return shareText(Number(share.toFixed(4)));
}
