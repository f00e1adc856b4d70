import { outgoing } from '../../kernel/outgoing.ts';
import type { Pipeline } from '../../resilience/pipeline.ts';
import { labelled } from '../layout.ts';
import { aloud } from './aloud.ts';
import type { Surroundings } from './surroundings.ts';
import { warningsOf } from './warnings.ts';

/** A pipeline read aloud for people, and what to look out for; lines of at most `width` characters. */
export function explanation(pipeline: Pipeline, around: Surroundings, width: number): string {
  const policies = aloud(pipeline, around).map(({ policy, sentences }, index) =>
    labelled(`${index + 1}. ${policy}`, outgoing(sentences.join(' '), 'screen'), width),
  );
  const none =
    policies.length === 0 ? [['No policy guards the call: it is made once, and waited for.']] : [];
  const warnings = warningsOf(pipeline, around).map(({ says }, index) =>
    labelled(index === 0 ? 'Look out' : '', says, width),
  );
  const sections = [...none, ...policies, ...(warnings.length === 0 ? [] : [warnings.flat()])];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
