import type { Look } from '../../report/terminal-chart/look.ts';
import { wrap } from '../../report/wrap.ts';
import type { Lesson } from '../../scenario/lesson.ts';
import { EXIT } from '../exit-code.ts';
import { type Keyboard, openKeyboard } from '../keyboard.ts';
import { type Ending, Guide } from './guide.ts';
import { openLesson, shippedLessons } from './lesson-file.ts';
import { type Pages, pagesOn } from './page-output.ts';

interface CourseOptions {
  readonly look: Look;
  readonly presents: boolean;
}

const LEAVE: readonly string[] = ['q', 'ctrl-c', 'ctrl-d'];

/** The shipped lessons, numbered, each with its goal. */
export function courseLines(columns: number, look: Look): string[] {
  return shippedLessons()
    .map(openLesson)
    .flatMap(({ name, title, goal, minutes }, index) => [
      `${String(index + 1).padStart(2)}  ${look.heading(look.words(title))}  ${look.faint(`${name}, ${minutes} min`)}`,
      ...wrap(look.words(goal), Math.min(columns, 96) - 4).map((line) => `    ${line}`),
    ]);
}

/** Teaches one lesson, or the course from whichever is chosen; answers the exit code. */
export async function teachCourse(
  reference: string | undefined,
  options: CourseOptions,
): Promise<number> {
  // Opened first: what is wrong with it is told on a terminal in its usual manners.
  const wanted = reference === undefined ? undefined : openLesson(reference);
  const pages = pagesOn(process.stdout, options);
  const keyboard = openKeyboard(process.stdin);
  try {
    const ending = await lead(wanted, { keyboard, pages, ...options });
    return ending === 'interrupted' ? EXIT.interrupted : EXIT.good;
  } finally {
    keyboard.close();
    process.stdout.write('\r\u001b[K');
  }
}

type Room = CourseOptions & { readonly keyboard: Keyboard; readonly pages: Pages };

async function lead(wanted: Lesson | undefined, room: Room): Promise<Ending> {
  const names = shippedLessons();
  let lesson = wanted;
  if (lesson === undefined) {
    const choice = await chooseFrom(names, room);
    if (typeof choice === 'string') return choice;
    lesson = openLesson(names[choice]!);
  }
  for (;;) {
    const ending = await new Guide(lesson, room).teach();
    if (ending !== 'finished') return ending;
    const next = names[names.indexOf(lesson.name) + 1];
    if (next === undefined || !names.includes(lesson.name)) return ending;
    const following = openLesson(next);
    room.pages.show([], `space: the next lesson, "${following.title}"; q leaves`);
    const key = await room.keyboard.next();
    if (LEAVE.includes(key)) return key === 'ctrl-c' ? 'interrupted' : 'left';
    lesson = following;
  }
}

/** A key chooses; the later ones have their numbers: blackfriday lesson 12. */
const ONE_KEY = 9;

/** The place of the lesson chosen, or how the viewer left. */
async function chooseFrom(names: readonly string[], room: Room): Promise<number | Ending> {
  const { keyboard, look, pages } = room;
  pages.show(
    courseLines(pages.columns, look),
    `1 to ${Math.min(names.length, ONE_KEY)} begins there, space with the first, q leaves`,
  );
  for (;;) {
    const key = await keyboard.next();
    if (LEAVE.includes(key)) return key === 'ctrl-c' ? 'interrupted' : 'left';
    if (key === 'space' || key === 'return' || key === 'pagedown') return 0;
    const place = Number(key) - 1;
    if (names[place] !== undefined) return place;
  }
}
