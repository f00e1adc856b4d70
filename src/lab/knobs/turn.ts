import { parseDocument, stringify } from 'yaml';
import type { SettingPath } from '../../kernel/settings.ts';
import { place } from '../../scenario/assignment.ts';
import { fileSchema } from '../../scenario/graph-schema.ts';
import { settled } from '../../scenario/settled.ts';
import type { Block, Knob } from './knob.ts';
import { valueIn } from './knobs.ts';
import { SCALES } from './scale.ts';

/** A setting to be written into a scenario's file. */
export interface Writing {
  readonly path: SettingPath;
  /** In the language of the file; undefined: it is left out. */
  readonly value: unknown;
}

/**
 * What a knob writes when it is turned to a value. `usual`: the settings that rates are in proportion to, so that
 * going there and back leaves them as they were.
 */
export function writingsOf({ writes, scale }: Knob, value: number | null, usual: Block): Writing[] {
  if (writes.kind === 'setting') {
    return [{ path: writes.path, value: value === null ? undefined : SCALES[scale].write(value) }];
  }
  if (value === null) return [];
  const rates = writes.paths.map((path) => SCALES.rate.read(valueIn(usual, path)) ?? 0);
  const peak = Math.max(...rates);
  return writes.paths.map((path, at) => ({
    path,
    value: SCALES.rate.write(Number(((rates[at]! * value) / peak).toPrecision(4))),
  }));
}

/** A scenario's text with settings written in their places; comments, order and layout stay. Throws Refusal. */
export function rewritten(text: string, writings: readonly Writing[]): string {
  const before: unknown = parseDocument(text).toJS();
  const after = writings.reduce(
    (document, { path, value }) => place(document, path, value, fileSchema).document,
    before,
  );
  return asText(text, withoutUndefined(after));
}

/** A scenario's text made to say what the plain document `after` says. */
export function asText(text: string, after: unknown): string {
  return settled(text, after) ?? stringify(after);
}

/** What is undefined is not there. */
function withoutUndefined(document: unknown): unknown {
  return JSON.parse(JSON.stringify(document)) as unknown;
}
