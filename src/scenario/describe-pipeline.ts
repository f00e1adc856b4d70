import { decimal } from '../kernel/quantity-text.ts';
import { isBlock } from '../kernel/settings.ts';
import { POLICIES, type Policy } from '../resilience/pipeline.ts';
import type { AnySchema } from './schema-walk.ts';
import { inWords, settingOf, spaced } from './words.ts';

/** What guards the way to a backup is told of that way. */
function withoutNested(settings: Policy['settings']): Policy['settings'] {
  if (!isBlock(settings) || !('pipeline' in settings)) return settings;
  const { pipeline: _, ...own } = settings;
  return own;
}

/** Outermost first; a policy of several blocks takes a line a block. Nothing of an empty one. */
export function pipelineLines(pipeline: readonly Policy[]): string[] {
  return pipeline.flatMap(({ policy, settings: all, insteadOf }, index) => {
    const settings = withoutNested(all);
    const schema = POLICIES[policy] as unknown as AnySchema;
    const condition = insteadOf === undefined ? '' : ` (instead of the ${insteadOf})`;
    const name = `${decimal(index + 1)}. ${spaced(policy)}${condition}`;
    const blocks = isBlock(settings) ? Object.entries(settings) : [];
    if (blocks.filter(([, value]) => isBlock(value)).length < 2) {
      return [`${name}: ${inWords(schema, settings)}`];
    }
    const lines = blocks.map(([key, value]) => {
      return `- ${spaced(key)}: ${inWords(settingOf(schema, settings as object, key), value)}`;
    });
    return [`${name}:`, ...lines];
  });
}
