import { decimal, durationText, shareText } from '../../kernel/quantity-text.ts';
import type { Scenario } from '../schema.ts';
import type { Ground } from './ground.ts';
import { chaosPlan, type PlannedKind } from './plan.ts';

/** What incidents a scenario asks for, in words; nothing where it has no `chaos` block. */
export function chaosLines(scenario: Scenario): string[] {
  const { chaos } = scenario;
  if (chaos === undefined) return [];
  const { incidents, atOnce, window, kinds, ground } = chaosPlan(scenario);
  const { fromMs, untilMs } = window;
  return [
    `${decimal(incidents)} incidents, at most ${decimal(atOnce)} at once, from ${durationText(fromMs)} to ${durationText(untilMs)}`,
    chaos.script === 'keep' ? 'the script stays' : 'in the place of the script',
    ...(chaos.tolerance > 0 ? [`${shareText(chaos.tolerance)} of them may break a threshold`] : []),
    ...(ground === undefined ? [] : [struckLine(ground)]),
    ...kinds.map(kindLine),
  ];
}

/** What of a graph may be struck. */
function struckLine({ services, regions }: Ground): string {
  const named = (what: string, list: readonly { readonly name: string }[]): string[] =>
    list.length === 0 ? [] : [`${what} ${list.map(({ name }) => name).join(', ')}`];
  return `strikes ${[...named('services', services), ...named('regions', regions)].join('; ')}`;
}

function kindLine({ kind, weight, strength, length }: PlannedKind): string {
  const often = weight === 1 ? '' : `, weight ${decimal(weight)}`;
  return `- ${kind.kind}: strength ${shareText(strength.min)} to ${shareText(strength.max)}, for ${durationText(length.min)} to ${durationText(length.max)}${often}`;
}
