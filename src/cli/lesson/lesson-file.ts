import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { nearestName } from '../../kernel/settings.ts';
import type { Lesson } from '../../scenario/lesson.ts';
import { loadLesson } from '../../scenario/load-lesson.ts';
import { openScenarioFile } from '../scenario-file.ts';
import { shippedFolder } from '../shipped.ts';
import { fileFault, UsageError } from '../usage-error.ts';

/** The shipped lessons are numbered: `3-why-retries-kill.yaml` is called why-retries-kill, or 3. */
const NUMBERED = /^(\d+)-(.+)\.yaml$/;

/** The names of the shipped lessons, in the order of the course. */
export function shippedLessons(): string[] {
  return shippedFiles().map((file) => NUMBERED.exec(file)![2]!);
}

/** Opens a lesson from a file, or a shipped one by its name or number. */
export function openLesson(reference: string): Lesson {
  const path = locate(reference);
  const name = relative(process.cwd(), path);
  const folder = dirname(path);
  const lesson = loadLesson({ name, text: read(path, reference) }, (scenario, overrides) => {
    const beside = resolve(folder, scenario);
    const isBeside = statSync(beside, { throwIfNoEntry: false })?.isFile() === true;
    return openScenarioFile(isBeside ? beside : scenario, overrides).scenario;
  });
  return { ...lesson, name: lesson.name.replace(/^\d+-/, '') };
}

/** The text of a lesson's file, or of a shipped one. */
export function lessonText(reference: string): string {
  return read(locate(reference), reference);
}

/** Whether a file is a lesson and no scenario: it has steps. */
export function isLesson(reference: string): boolean {
  const isFile = statSync(reference, { throwIfNoEntry: false })?.isFile() === true;
  return isFile && /^(?:steps|["']steps["'])\s*:/m.test(read(reference, reference));
}

function locate(reference: string): string {
  if (statSync(reference, { throwIfNoEntry: false })?.isFile() === true) return resolve(reference);
  const file = shippedFiles().find((one) => NUMBERED.exec(one)!.slice(1).includes(reference));
  if (file !== undefined) return join(lessonFolder(), file);
  const names = shippedLessons();
  const nearest = nearestName(reference, names);
  const advice =
    nearest === undefined ? `shipped are ${names.join(', ')}` : `did you mean "${nearest}"?`;
  throw new UsageError(`${reference} is neither a file nor a shipped lesson; ${advice}`);
}

function shippedFiles(): string[] {
  return readdirSync(lessonFolder())
    .filter((file) => NUMBERED.test(file))
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
}

function lessonFolder(): string {
  return join(shippedFolder(), 'lessons');
}

function read(path: string, reference: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${basename(reference)}: ${fileFault(error)}`);
  }
}
