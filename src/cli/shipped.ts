import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What `run` and `compare` take where no scenario is named. */
export const FLAGSHIP = 'black-friday';

const ENDING = '.yaml';

/** The names of the shipped scenarios: the flagship, then by the alphabet. */
export function shippedNames(): string[] {
  const names = readdirSync(shippedFolder())
    .filter((file) => file.endsWith(ENDING))
    .map((file) => basename(file, ENDING));
  return names.sort(
    (a, b) => Number(b === FLAGSHIP) - Number(a === FLAGSHIP) || a.localeCompare(b),
  );
}

export function shippedPath(name: string): string {
  return join(shippedFolder(), `${name}${ENDING}`);
}

/** A file that `npm run build` makes. */
export function builtFile(path: string): string {
  return join(packageRoot(), 'dist', path);
}

export function shippedFolder(): string {
  return join(packageRoot(), 'scenarios');
}

/** Upwards from this very file, because it runs from `src/cli/` as well as bundled from `dist/`. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no package.json above ${import.meta.url}`);
    folder = parent;
  }
  return folder;
}
