/** What a class is asked. */
export interface Question {
  readonly ask: string;
  readonly choices: readonly string[];
}

/** Where a poll stands: nothing asked yet, votes coming in, or the answer told. */
export type Stage =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'open'; readonly number: number; readonly question: Question }
  | {
      readonly kind: 'told';
      readonly number: number;
      readonly question: Question;
      readonly right: number;
    };

/** More than this the machine need not bear: a lecture hall. */
export const MOST_STUDENTS = 400;
const MOST_CHOICES = 12;
const LONGEST = 2_000;

/**
 * The poll of a class. It knows each student by a word drawn by luck, for as long as it lasts; what one votes is known
 * as long as the question is, and nothing is kept.
 */
export class Poll {
  stage: Stage = { kind: 'waiting' };
  private readonly students = new Set<string>();
  private readonly votes = new Map<string, number>();
  private number = 0;

  get joined(): number {
    return this.students.size;
  }

  get voted(): number {
    return this.votes.size;
  }

  /** How many chose each of the choices. */
  get spread(): number[] {
    const { stage } = this;
    if (stage.kind === 'waiting') return [];
    const votes = [...this.votes.values()];
    return stage.question.choices.map((_, place) => votes.filter((one) => one === place).length);
  }

  /** Whether there is room for one more. */
  join(student: string): boolean {
    if (this.students.size >= MOST_STUDENTS) return false;
    this.students.add(student);
    return true;
  }

  ask(question: Question): void {
    this.votes.clear();
    this.number++;
    this.stage = { kind: 'open', number: this.number, question };
  }

  tell(right: number): void {
    const { stage } = this;
    if (stage.kind !== 'open' || stage.question.choices[right] === undefined) return;
    this.stage = { ...stage, kind: 'told', right };
  }

  /** A vote may be changed as long as the question is open; says whether it counts. */
  vote(student: string, number: number, choice: number): boolean {
    const { stage } = this;
    if (stage.kind !== 'open' || stage.number !== number || !this.students.has(student))
      return false;
    if (stage.question.choices[choice] === undefined) return false;
    this.votes.set(student, choice);
    return true;
  }
}

/** Reads a question that came over a network; undefined where it is none. */
export function readQuestion(value: unknown): Question | undefined {
  const { ask, choices } = Object(value) as Partial<Record<keyof Question, unknown>>;
  const isText = (one: unknown): one is string => typeof one === 'string' && one.length <= LONGEST;
  if (!isText(ask) || !Array.isArray(choices)) return undefined;
  const texts = choices.filter(isText);
  if (texts.length !== choices.length || texts.length < 2 || texts.length > MOST_CHOICES)
    return undefined;
  return { ask, choices: texts };
}

/** What the projector knows of its class. */
export interface ClassNews {
  readonly joined: number;
  readonly voted: number;
  readonly spread: readonly number[];
}

/** What a student's phone knows. */
export type StudentNews = Stage;
