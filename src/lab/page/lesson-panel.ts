import { outgoing } from '../../kernel/outgoing.ts';
import { CALL_HEAD, callCells } from '../../report/call-cells.ts';
import { html } from '../../report/html/page/dom.ts';
import { answerWords, lengthWords, scoreWords } from '../../report/lesson/answer-words.ts';
import type { Evidence } from '../../report/lesson/evidence.ts';
import { type FigureTable, figureTables, STUDY_NOTE } from '../../report/lesson/figure-tables.ts';
import { paragraphsOf } from '../../report/lesson/paragraphs.ts';
import { proseWords } from '../../report/lesson/quantity-words.ts';
import { type Lesson, type LessonStep, letterOf } from '../../scenario/lesson.ts';
import type { LabData, ShippedLesson } from '../lab-data.ts';
import { materialOf, openLesson } from '../lessons.ts';
import type { Bench } from './bench.ts';
import { ClassDesk } from './class-desk.ts';
import { type Hired, hire } from './hired.ts';

/** A lesson in the page: predict, run, see; then the whole lab is there to try further. */
export class LessonPanel {
  readonly element = html('section', { class: 'lesson', 'aria-label': 'Lesson', hidden: '' });
  readonly chooser: HTMLSelectElement;
  private readonly bench: Bench;
  private readonly data: LabData;
  private readonly helper: Hired;
  private readonly desk: ClassDesk | undefined;
  private shippedLesson: ShippedLesson | undefined;
  private lesson: Lesson | undefined;
  private place = 0;
  private asked = 0;
  private evidence: Evidence | undefined;
  private guess: number | null = null;
  private isRevealed = false;
  /** How many questions so far. */
  private predicted = 0;

  constructor(bench: Bench, data: LabData, engine: string) {
    this.bench = bench;
    this.data = data;
    this.desk = data.classAddress === null ? undefined : new ClassDesk(data.classAddress);
    this.helper = hire(engine, (answer) => {
      if (answer.kind !== 'evidence' || answer.id !== this.asked) return;
      this.evidence = answer.evidence;
      this.show();
    });
    const options = data.lessons.map(({ name, title }) => html('option', { value: name }, title));
    this.chooser = html(
      'select',
      { 'aria-label': 'Lesson' },
      html('option', { value: '' }, 'Lessons'),
      ...options,
    );
    this.chooser.addEventListener('change', () => this.open(this.chooser.value));
  }

  private open(name: string): void {
    this.shippedLesson = this.data.lessons.find((one) => one.name === name);
    this.lesson = this.shippedLesson && openLesson(this.shippedLesson, this.data.shipped);
    this.predicted = 0;
    this.go(0);
  }

  private go(place: number): void {
    const step = this.lesson?.steps[place];
    this.place = place;
    this.guess = null;
    this.evidence = undefined;
    this.isRevealed = false;
    if (step !== undefined) {
      this.bench.open(materialOf(step, this.data.shipped), step.reference);
      this.asked++;
      this.helper.ask({
        kind: 'step',
        id: this.asked,
        lesson: this.shippedLesson!,
        shipped: this.data.shipped,
        place,
      });
      this.desk?.ask(questionOf(step));
    }
    this.show();
  }

  private reveal(): void {
    this.isRevealed = true;
    if (this.guess === this.evidence!.right) this.predicted++;
    this.desk?.tell(this.evidence!.right);
    this.show();
  }

  private show(): void {
    const { lesson, element } = this;
    const step = lesson?.steps[this.place];
    element.hidden = step === undefined;
    // Whoever is to predict must not see what comes of it.
    document.body.classList.toggle('predicting', step !== undefined && !this.isRevealed);
    if (lesson === undefined || step === undefined) return;
    element.replaceChildren(
      html(
        'p',
        { class: 'facts' },
        `${words(lesson.title)}: ${this.place + 1} of ${lengthWords(lesson.steps.length, lesson.minutes)}`,
      ),
      html('h2', {}, words(step.title)),
      ...(this.place === 0 ? texts(lesson.goal) : []),
      ...texts(step.text),
      html('p', { class: 'ask' }, words(step.ask)),
      ...(this.desk === undefined || this.isRevealed ? [] : [this.desk.door, this.desk.count]),
      ...(this.isRevealed ? this.told(step) : this.choices(step)),
    );
  }

  private choices({ choices, title }: LessonStep): HTMLElement[] {
    const inputs = choices.map(({ answer }, place) => {
      const input = html('input', { type: 'radio', name: title, value: place });
      input.checked = this.guess === place;
      input.addEventListener('change', () => {
        this.guess = place;
        see.disabled = this.evidence === undefined;
      });
      return html(
        'label',
        { class: 'choice' },
        input,
        html('b', {}, `${letterOf(place)}) `),
        words(answer),
      );
    });
    const see = button('Run and see', () => this.reveal());
    see.disabled = this.evidence === undefined || (this.guess === null && this.desk === undefined);
    return [html('fieldset', {}, html('legend', { class: 'unseen' }, 'Predict'), ...inputs), see];
  }

  private told(step: LessonStep): HTMLElement[] {
    const evidence = this.evidence!;
    const { right } = evidence;
    const { guess, desk, lesson, place } = this;
    const isLast = place === lesson!.steps.length - 1;
    return [
      ...(desk === undefined ? [] : [desk.spread(questionOf(step), right)]),
      html('p', { class: 'verdict' }, words(answerWords(step, right, guess))),
      ...calls(evidence),
      ...texts(proseWords(step.why, evidence)),
      ...figureTables(step.figures, evidence).map(figures),
      ...(evidence.kind === 'study' ? [html('p', { class: 'explains' }, STUDY_NOTE)] : []),
      html('p', { class: 'explains' }, 'The scenario is on the left, to turn and to try further.'),
      ...(isLast && desk === undefined
        ? [html('p', { class: 'verdict' }, scoreWords(this.predicted, lesson!.steps.length))]
        : []),
      isLast
        ? button('End of the lesson', () => {
            this.chooser.value = '';
            this.open('');
          })
        : button('Next question', () => this.go(place + 1)),
    ];
  }
}

function questionOf({ ask, choices }: LessonStep) {
  return { ask: words(ask), choices: choices.map(({ answer }) => words(answer)) };
}

function words(text: string): string {
  return outgoing(text, 'screen');
}

function texts(text: string): HTMLElement[] {
  return paragraphsOf(text).map((paragraph) => html('p', {}, words(paragraph)));
}

/** The first calls, where the step shows calls. */
function calls(evidence: Evidence): HTMLElement[] {
  if (evidence.kind === 'study' || evidence.calls.length === 0) return [];
  const rows = evidence.calls.map((call) => {
    const cells = callCells(call);
    return CALL_HEAD.map((column) => cells[column] ?? '–');
  });
  return [figures([[...CALL_HEAD], ...rows])];
}

function figures([head = [], ...body]: FigureTable): HTMLElement {
  return html(
    'table',
    {},
    html(
      'thead',
      {},
      html('tr', {}, ...head.map((text) => html('th', { scope: 'col' }, words(text)))),
    ),
    html(
      'tbody',
      {},
      ...body.map(([label = '', ...cells]) =>
        html(
          'tr',
          {},
          html('th', { scope: 'row' }, words(label)),
          ...cells.map((text) => html('td', {}, words(text))),
        ),
      ),
    ),
  );
}

function button(label: string, action: () => void): HTMLButtonElement {
  const own = html('button', { type: 'button', class: 'action' }, label);
  own.addEventListener('click', action);
  return own;
}
