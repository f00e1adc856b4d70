import { fallbackEntries, Substitution, substituteVariant } from './substitution.ts';

/** Hides every failure, however long it lasts. */
class SameAnswer extends Substitution {
  onFailure(): boolean {
    return true;
  }
}

export const value = substituteVariant({
  kind: 'value',
  summary: 'always the same answer instead',
  entries: fallbackEntries,
  create: () => new SameAnswer(),
});
