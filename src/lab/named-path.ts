import { isBlock, pathText, type SettingPath } from '../kernel/settings.ts';
import { Refusal, resolve } from '../scenario/assignment.ts';
import { valueIn } from './knobs/knobs.ts';

/** A path as a person writes it: a policy by its name where that means the same, not by its place. */
export function namedPath(document: unknown, path: SettingPath): string {
  const named = path.filter((step, depth) => {
    const entry = valueIn(document, path.slice(0, depth + 1));
    const next = path[depth + 1];
    return !(
      typeof step === 'number' &&
      typeof next === 'string' &&
      isBlock(entry) &&
      next in entry
    );
  });
  return leadsTo(document, named, path) ? pathText(named) : pathText(path);
}

function leadsTo(document: unknown, named: SettingPath, path: SettingPath): boolean {
  try {
    return pathText(resolve(document, named)) === pathText(path);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
