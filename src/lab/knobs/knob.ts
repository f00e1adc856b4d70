import type { SettingPath } from '../../kernel/settings.ts';
import type { ScaleName } from './scale.ts';

/** Something of a scenario that a hand can turn. */
export interface Knob {
  /** What it is known by, as long as the scenario keeps its shape. */
  readonly id: string;
  /** Those of one group stand together: `traffic`, `gateway`, `checkout to gateway`. */
  readonly group: string;
  readonly label: string;
  /** Null: there is no limit. */
  readonly value: number | null;
  /** Whether it may be left out, and then is no limit. */
  readonly mayBeNone: boolean;
  readonly scale: ScaleName;
  /** What it writes, the value aside: one place, or all rates in proportion. */
  readonly writes:
    | { readonly kind: 'setting'; readonly path: SettingPath }
    | { readonly kind: 'rates'; readonly paths: readonly SettingPath[] };
}

/** Settings in the language of the file. */
export type Block = Readonly<Record<string, unknown>>;

/** One knob for one setting; undefined where the setting is of another kind than it turns. */
export type KnobWish = Omit<Knob, 'value' | 'id' | 'writes'> & {
  readonly path: SettingPath;
  readonly written: unknown;
};
