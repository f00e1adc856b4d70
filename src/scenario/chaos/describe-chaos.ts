import { decimal, durationText, shareText } from '../../kernel/quantity-text.ts';
import type { Scenario } from '../schema.ts';
import { chaosPlan, type PlannedKind } from './plan.ts';

/** What incidents a scenario asks for, in words; nothing where it has no `chaos` block. */
export function chaosLines(scenario: Scenario): string[] {
  const { chaos } = scenario;
  if (chaos === undefined) return [];
  const { incidents, atOnce, window, kinds } = chaosPlan(scenario);
  const { fromMs, untilMs } = window;
  return [
    `${decimal(incidents)} incidents, at most ${decimal(atOnce)} at once, from ${durationText(fromMs)} to ${durationText(untilMs)}`,
    chaos.script === 'keep' ? 'the script stays' : 'in the place of the script',
    ...(chaos.tolerance > 0 ? [`${shareText(chaos.tolerance)} of them may break a threshold`] : []),
    ...kinds.map(kindLine),
  ];
}

function kindLine({ kind, weight, strength, length }: PlannedKind): string {
  const often = weight === 1 ? '' : `, weight ${decimal(weight)}`;
  return `- ${kind.kind}: strength ${shareText(strength.min)} to ${shareText(strength.max)}, for ${durationText(length.min)} to ${durationText(length.max)}${often}`;
}
