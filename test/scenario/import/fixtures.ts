import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SettingsFile } from '../../../src/scenario/import/settings-file.ts';

/** A file as a user of the library might have it, and which of its settings are meant. */
export interface Fixture {
  readonly library: string;
  /** `everything.yml`, as the user calls it. */
  readonly name: string;
  readonly file: SettingsFile;
  /** Where the file holds several. */
  readonly wanted: string | undefined;
}

const FOLDER = 'test/scenario/import/fixtures';

const WANTED: Readonly<Record<string, string>> = {
  'resilience4j/everything.yml': 'payment',
  'spring/everything.yml': 'payments',
  'textbook/services.yaml': 'inventory',
};

/** All of them. Those in languages that our own tools would check end in .txt on the disk. */
export function fixtures(): Fixture[] {
  return readdirSync(FOLDER).flatMap((library) =>
    readdirSync(join(FOLDER, library)).map((stored) => {
      const name = stored.replace(/\.txt$/, '');
      const text = readFileSync(join(FOLDER, library, stored), 'utf8');
      const file = { name, text };
      return { library, name, file, wanted: WANTED[`${library}/${name}`] };
    }),
  );
}
