import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prometheusFiles, TARGETS, type Target, targetsFile } from '../../live/prometheus/files.ts';
import { tell } from '../tell.ts';
import { fileFault, UsageError } from '../usage-error.ts';

/** Writes what Prometheus needs; returns how to tell it where the services are. Throws UsageError. */
export function openPrometheusFolder(
  folder: string,
  { force, quiet }: { readonly force: boolean; readonly quiet: boolean },
): (targets: readonly Target[]) => void {
  const files = prometheusFiles();
  const found = Object.keys(files).find((name) => existsSync(join(folder, name)));
  if (found !== undefined && !force) {
    const path = join(folder, found);
    throw new UsageError(`${path} exists already, and stays as it is; --force replaces it`);
  }
  const write = (name: string, text: string): void => {
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, name), text);
    } catch (error) {
      throw new UsageError(`cannot write ${join(folder, name)}: ${fileFault(error)}`);
    }
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  write(TARGETS, targetsFile([]));
  if (!quiet) tell(`Wrote ${folder}: prometheus --config.file=${join(folder, 'prometheus.yml')}`);
  return (targets) => write(TARGETS, targetsFile(targets));
}
