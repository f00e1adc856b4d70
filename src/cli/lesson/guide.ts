import { armsIn, type Evidence } from '../../report/lesson/evidence.ts';
import {
  explainedLines,
  happenedLines,
  openingLines,
  questionLines,
  scoreLine,
  titleLine,
} from '../../report/lesson/pages.ts';
import type { Look } from '../../report/terminal-chart/look.ts';
import { type Lesson, letterOf } from '../../scenario/lesson.ts';
import type { Keyboard } from '../keyboard.ts';
import type { Pages } from './page-output.ts';
import { runStep } from './run-step.ts';

/** How a lesson was left. */
export type Ending = 'finished' | 'left' | 'interrupted';

const FORWARD: readonly string[] = ['space', 'return', 'right', 'pagedown', 'n'];
const BACK: readonly string[] = ['b', 'left', 'pageup', 'backspace'];
const RESTART: readonly string[] = ['f5', 'home'];

/** The prompt, and the line above it. */
const PROMPT_ROWS = 2;

/** Leads through one lesson, page by page: a question, then what happened. */
export class Guide {
  private readonly lesson: Lesson;
  private readonly keyboard: Keyboard;
  private readonly pages: Pages;
  private readonly look: Look;
  /** In front of a class nobody is asked: a key reveals. */
  private readonly presents: boolean;
  private readonly guesses: (number | null)[] = [];
  private readonly evidence: Evidence[] = [];
  private ending: Ending | null = null;

  constructor(
    lesson: Lesson,
    {
      keyboard,
      pages,
      look,
      presents,
    }: { keyboard: Keyboard; pages: Pages; look: Look; presents: boolean },
  ) {
    this.lesson = lesson;
    this.keyboard = keyboard;
    this.pages = pages;
    this.look = look;
    this.presents = presents;
  }

  /** The key that goes back on every page. */
  private get back(): string {
    return this.look.signs.arrow === '->' ? 'left' : '←';
  }

  /** Two pages a step: even ones ask, odd ones answer; and an opening before, the score after them. */
  async teach(): Promise<Ending> {
    const last = 2 * this.lesson.steps.length;
    for (let page = -1; this.ending === null && page <= last; ) {
      page += await this.turn(page, last);
      page = Math.max(-1, page);
    }
    return this.ending ?? 'finished';
  }

  /** Shows a page and answers how many to go on. */
  private async turn(page: number, last: number): Promise<number> {
    if (page === -1) {
      const opening = openingLines(this.lesson, this.pages.columns, this.look);
      return this.show(opening, 'space begins, q leaves', page);
    }
    if (page === last) return this.show([this.score()], '', page);
    const place = Math.floor(page / 2);
    return page % 2 === 0 ? this.ask(place, page) : this.answer(place, page);
  }

  private async ask(place: number, page: number): Promise<number> {
    const lines = questionLines(this.lesson, place, this.pages.columns, this.look);
    if (this.presents)
      return this.show(lines, `space reveals, ${this.back} goes back, q leaves`, page);
    const choices = this.lesson.steps[place]!.choices.length;
    this.pages.show(
      lines,
      `Your prediction, a to ${letterOf(choices - 1)}; ${this.back} goes back, q leaves`,
    );
    for (;;) {
      const key = await this.keyboard.next();
      // A choice comes first: here b is an answer, and does not go back.
      const guess = guessOf(key, choices);
      if (guess !== null) {
        this.guesses[place] ??= guess;
        return 1;
      }
      const step = this.turned(key, page);
      if (step !== null && step <= 0) return step;
    }
  }

  private async answer(place: number, page: number): Promise<number> {
    const step = this.lesson.steps[place]!;
    if (this.evidence[place] === undefined) {
      this.pages.wait(`running ${step.scenario.name}`);
      const evidence = await runStep(step, () => this.wantsToLeave());
      this.pages.done();
      if (evidence === null) return 0;
      this.evidence[place] = evidence;
    }
    const parts = this.parts(place, this.evidence[place]!);
    for (let part = 0; ; ) {
      const last = part === parts.length - 1;
      const prompt = `space ${last ? 'goes on' : 'tells why'}, ${this.back} goes back, q leaves`;
      const turned = await this.show(parts[part]!, prompt, page);
      const inside = this.ending === null && Math.abs(turned) === 1 && parts[part + turned];
      if (inside === undefined || inside === false) return turned;
      part += turned;
    }
  }

  /** What happened and why: in front of a class on two pages, where one screen is too small for both. */
  private parts(place: number, evidence: Evidence): string[][] {
    const { look } = this;
    const { columns, rows } = this.pages;
    const step = this.lesson.steps[place]!;
    const size = { columns, chartRows: chartRows(rows, armsIn(evidence).length) };
    const happened = happenedLines(step, evidence, size, look);
    const guess = this.guesses[place] ?? null;
    const explained = explainedLines(step, evidence, guess, columns, look);
    // Where the question is still to be seen above, its title is not told again.
    if (!this.presents) return [[...happened, ...explained]];
    const title = [titleLine(this.lesson, place, look), ''];
    const together = [...title, ...happened, ...explained];
    const fits = together.length + PROMPT_ROWS <= rows;
    return fits
      ? [together]
      : [
          [...title, ...happened],
          [...title, ...explained],
        ];
  }

  private async show(lines: readonly string[], prompt: string, page: number): Promise<number> {
    this.pages.show(lines, prompt);
    if (prompt === '') return 1;
    for (;;) {
      const step = this.turned(await this.keyboard.next(), page);
      if (step !== null) return step;
    }
  }

  /** How many pages a key turns; null: none of its business. */
  private turned(key: string, page: number): number | null {
    if (key === 'ctrl-c' || key === 'q') {
      this.ending = key === 'q' ? 'left' : 'interrupted';
      return 0;
    }
    if (FORWARD.includes(key)) return 1;
    if (BACK.includes(key)) return page === -1 ? null : -1;
    return RESTART.includes(key) ? -1 - page : null;
  }

  private wantsToLeave(): boolean {
    for (const key of this.keyboard.take()) this.turned(key, 0);
    return this.ending !== null;
  }

  private score(): string {
    const asked = this.evidence.filter((_, place) => (this.guesses[place] ?? null) !== null);
    if (asked.length === 0) return this.look.heading('That was the lesson.');
    const right = this.evidence.filter(({ right }, place) => this.guesses[place] === right);
    return scoreLine(right.length, asked.length, this.look);
  }
}

function guessOf(key: string, choices: number): number | null {
  const place = /^[1-9]$/.test(key)
    ? Number(key) - 1
    : key.toLowerCase().charCodeAt(0) - 'a'.charCodeAt(0);
  return key.length === 1 && place >= 0 && place < choices ? place : null;
}

/** What the words of the page leave to the charts, within reason. */
function chartRows(rows: number, arms: number): number {
  return Math.max(3, Math.min(10, Math.floor((rows - 18) / arms)));
}
