import type * as v from 'valibot';
import type { SettingPath } from '../kernel/settings.ts';
import { parseAssignment, place, Refusal } from './assignment.ts';
import type { Problem } from './problem.ts';

/** What is said of a scenario from outside its file. */
export type Override = SettingOverride | ArmOverride | VaryOverride;

interface Typed {
  /** What the person typed, to name in a message: `--set paymentService.capacity=5`, `--seed 7`. */
  readonly option: string;
}

/** A setting changed. */
export interface SettingOverride extends Typed {
  /** `path=value`; the value is a YAML scalar or a flow: `paymentService.latency={ … }`. */
  readonly assignment: string;
}

/** An arm besides those of the file. */
export interface ArmOverride extends Typed {
  /** `quicker: orderService.pipeline.breaker.open.duration=2s`, `none: without breaker, retry` */
  readonly arm: string;
}

/** An arm for each of several values of a setting. */
export interface VaryOverride extends Typed {
  /** `orderService.pipeline.breaker.open.duration=1s,2s,5s`, or a range: `…=1s..60s/8log` */
  readonly vary: string;
}

/** The override that `--set path=value` asks for. */
export function setOption(assignment: string): SettingOverride {
  return { assignment, option: `--set ${assignment}` };
}

/** The override that `--arm 'name: changes'` asks for. */
export function armOption(arm: string): ArmOverride {
  return { arm, option: `--arm ${arm}` };
}

/** The override that `--vary path=values` asks for. */
export function varyOption(vary: string): VaryOverride {
  return { vary, option: `--vary ${vary}` };
}

/** A document with its overrides in place. */
export interface Overridden {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** What was set and by which option; a later one wins. */
  readonly applied: readonly Applied[];
}

export interface Applied {
  readonly path: SettingPath;
  readonly option: string;
  readonly valueText: string;
}

/**
 * Applies the overrides of settings in their order to a scenario before it is decoded, so that whatever they
 * set is checked as if the file said it. A block that the file leaves out starts from its default.
 */
export function applyOverrides(
  document: unknown,
  overrides: readonly Override[],
  schema: v.GenericSchema,
): Overridden {
  const problems: Problem[] = [];
  const applied: Applied[] = [];
  let value = document;
  for (const override of overrides) {
    if (!('assignment' in override)) continue;
    const { assignment: text, option } = override;
    try {
      const assignment = parseAssignment(text);
      const placed = place(value, assignment.path, assignment.value, schema);
      value = placed.document;
      applied.push({ path: placed.path, option, valueText: assignment.valueText });
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      problems.push({ place: { kind: 'option', option }, ...fault.details });
    }
  }
  return { value, problems, applied };
}
