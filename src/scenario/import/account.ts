import type { Difference } from './differences.ts';

/** A setting of the library's with its value as the library writes it. */
export interface Said {
  readonly setting: string;
  readonly value: string;
  /** What it is here, where that is written otherwise; or why it is not carried. */
  readonly note?: string;
}

/** What became of the settings of one policy. */
export interface PolicyAccount {
  /** `breaker`, `retry`, …; `pipeline` where it is about all of them. */
  readonly policy: string;
  /** Where in the file it stands: `resilience4j.retry.instances.payment`. */
  readonly from: string;
  readonly read: Said[];
  /** Defaults of the library that were filled in. */
  readonly defaults: Said[];
  readonly converted: string[];
  readonly notCarried: Said[];
  /** Where the library behaves otherwise than what was read does here. */
  readonly differs: Difference[];
}

/** All that there is to say of settings that were imported. */
export interface Account {
  readonly library: string;
  /** The version whose defaults and behaviour are meant. */
  readonly version: string;
  readonly file: string;
  /** The name of the settings in the file. */
  readonly name: string;
  /** Settings of other names in the file. */
  readonly others: readonly string[];
  readonly policies: readonly PolicyAccount[];
}
