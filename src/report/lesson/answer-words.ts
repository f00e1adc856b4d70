import { type LessonStep, letterOf } from '../../scenario/lesson.ts';

/** Which choice was right; `guess` is the place of the prediction, null where nobody made one. */
export function answerWords({ choices }: LessonStep, right: number, guess: number | null): string {
  const verdict =
    guess === null ? 'It was' : guess === right ? 'Right:' : `Not ${letterOf(guess)}:`;
  return `${verdict} ${letterOf(right)}) ${choices[right]!.answer}`;
}

/** `You predicted 3 of 4.` */
export function scoreWords(right: number, asked: number): string {
  return `You predicted ${right} of ${asked}.`;
}

/** `3 questions, about 10 minutes` */
export function lengthWords(steps: number, minutes: number): string {
  return `${steps === 1 ? '1 question' : `${steps} questions`}, about ${minutes} minutes`;
}
