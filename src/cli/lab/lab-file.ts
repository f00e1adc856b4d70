import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { VERSION } from '../../kernel/version.ts';
import type { ClassAddress, LabData, Opened } from '../../lab/lab-data.ts';
import { labPage } from '../../lab/lab-page.ts';
import { lessonText, openLesson, shippedLessons } from '../lesson/lesson-file.ts';
import type { OpenedScenario } from '../scenario-file.ts';
import { openScenarioFile } from '../scenario-file.ts';
import { builtFile, shippedNames } from '../shipped.ts';
import { STANDARD } from '../standard-input.ts';
import { UsageError } from '../usage-error.ts';

/** The page of the lab, with every shipped scenario in it, open at one. Throws UsageError where it is not built. */
export function labFile(opened: Opened, classAddress: ClassAddress | null = null): string {
  const script = asset('lab.js');
  const hash = createHash('sha256').update(script).digest('base64');
  const data: LabData = {
    version: VERSION,
    opened,
    shipped: shipped(),
    lessons: lessons(),
    classAddress,
  };
  const assets = {
    script,
    style: asset('lab.css'),
    scriptHash: `sha256-${hash}`,
  };
  return labPage(data, assets);
}

/** A scenario as the lab opens it: with the texts of the files that it names. */
export function openedInLab(
  reference: string,
  { source, texts }: Pick<OpenedScenario, 'source' | 'texts'>,
): Opened {
  const isShipped = shippedNames().includes(reference);
  const name = isShipped ? `${reference}.yaml` : basename(source.name);
  return {
    material: { name, text: source.text, files: texts },
    reference: reference === STANDARD ? null : reference,
  };
}

function shipped(): LabData['shipped'] {
  return shippedNames().map((name) => {
    const { scenario, source } = openScenarioFile(name);
    return { name, title: scenario.title, text: source.text };
  });
}

function lessons(): LabData['lessons'] {
  return shippedLessons().map((name, place) => {
    const { title } = openLesson(name);
    return { name, title: `${place + 1} ${title}`, text: lessonText(name) };
  });
}

/** The page of a student's phone. */
export function studentScript(): string {
  return asset('student.js');
}

function asset(name: string): string {
  try {
    return readFileSync(builtFile(`lab/${name}`), 'utf8');
  } catch {
    throw new UsageError('the lab is not built: npm run build makes it');
  }
}
