import type { Place } from '../problem.ts';

/** A file of settings: its name and its text. */
export interface SettingsFile {
  readonly name: string;
  readonly text: string;
}

/** Characters from a setting to its value at most; files on one line are searched in linear time. */
const REACH = 200;

/**
 * The one line of the files that gives `setting` the value `found`. Looked up in the text, as one rule then
 * serves every language; where no line says so, or several do, the place is the files as a whole.
 */
export function placeOfSetting(
  files: readonly SettingsFile[],
  setting: string,
  found: string,
): Place {
  const given = new RegExp(
    `(?<![\\w$])${escaped(setting)}(?![\\w$]).{0,${REACH}}?(?=${escaped(found)})`,
  );
  const places = files.flatMap(({ name, text }) =>
    text.split(/\r?\n/).flatMap((lineText, i): Place[] => {
      const match = given.exec(lineText);
      if (match === null) return [];
      const column = match.index + match[0].length + 1;
      return [{ kind: 'position', file: name, line: i + 1, column, lineText }];
    }),
  );
  return places.length === 1 ? places[0]! : wholeFiles(files);
}

/** The character at `offset` of a file. */
export function placeAt({ name, text }: SettingsFile, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  const lineText = text.split('\n')[before.length - 1]!.replace(/\r$/, '');
  const column = before.at(-1)!.length + 1;
  return { kind: 'position', file: name, line: before.length, column, lineText };
}

function wholeFiles(files: readonly SettingsFile[]): Place {
  return { kind: 'file', file: files.map(({ name }) => name).join(' and ') };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
