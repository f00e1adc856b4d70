/** Goes through an algorithm that asks for runs, with answers at once. */
export function play<Asked, Answer, Result>(
  algorithm: Generator<Asked, Result, Answer>,
  answer: (asked: Asked) => Answer,
): Result {
  let step = algorithm.next();
  while (step.done !== true) step = algorithm.next(answer(step.value));
  return step.value;
}
