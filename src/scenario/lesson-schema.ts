import * as v from 'valibot';
import { count } from '../kernel/quantities.ts';
import { settings } from '../kernel/settings.ts';

/** What a step may show of its run, besides its figures. */
export const EXHIBITS = ['chart', 'calls', 'ticks', 'summary', 'costs', 'verdict'] as const;
export type Exhibit = (typeof EXHIBITS)[number];

/** All runs are kept, and a class waits for them. */
const MOST_SEEDS = 200;

const choice = settings({
  answer: v.pipe(
    v.union([v.string(), v.number()], 'an answer to choose'),
    v.transform(String),
    v.description('What can be predicted'),
  ),
  when: v.pipe(
    v.string('a claim about the run'),
    v.description(
      'When it is right: "with breaker: orders.paid / orders.arrived >= 85%", "with breaker: state at 5s == open", several joined by "and", or "otherwise"',
    ),
  ),
});

const figure = settings({
  label: v.pipe(v.string('what it is'), v.description('Words for the reader')),
  of: v.pipe(
    v.string('a metric'),
    v.description('A metric of each arm: "calls.started / orders.arrived"'),
  ),
});

const step = settings({
  title: v.pipe(v.string('a title'), v.description('A few words')),
  text: v.optional(
    v.pipe(v.string('a text'), v.description('What to know before the question')),
    '',
  ),
  scenario: v.pipe(
    v.string('the name of a shipped scenario, or a file beside the lesson'),
    v.description('The name of a shipped scenario, or a file beside the lesson'),
  ),
  set: v.optional(
    v.pipe(
      v.array(v.string('path=value'), 'a list of path=value'),
      v.description('Settings changed, as with --set'),
    ),
    [],
  ),
  vary: v.optional(
    v.pipe(
      v.array(v.string('path=values'), 'a list of path=values'),
      v.description('An arm for each value, as with --vary'),
    ),
    [],
  ),
  seeds: v.optional(
    v.pipe(
      count(2, MOST_SEEDS),
      v.description(
        'Runs on so many seeds: figures are means, each with its interval, and a claim may be "with breaker: orders.paid better", "worse" or "~"',
      ),
    ),
  ),
  ask: v.pipe(v.string('a question'), v.description('What to predict')),
  choices: v.pipe(
    v.array(choice, 'a list of choices'),
    v.minLength(2, 'two choices at least'),
    v.maxLength(9, 'nine choices at most'),
    v.description('What can be predicted. Of every run, exactly one must be right'),
  ),
  show: v.optional(
    v.pipe(
      v.array(v.picklist(EXHIBITS), 'a list of exhibits'),
      v.description(
        'What to show of the run; left out, its chart. Of many seeds the figures are shown',
      ),
    ),
  ),
  figures: v.optional(
    v.pipe(v.array(figure, 'a list of figures'), v.description('Numbers to show, arm by arm')),
    [],
  ),
  why: v.pipe(
    v.string('an explanation'),
    v.description(
      'Why it happened. {with breaker: orders.paid} in it becomes the number that came of the run',
    ),
  ),
});

/** The lesson file: types, messages and the JSON Schema all come from here. */
export const lessonSchema = settings({
  title: v.pipe(v.string('a title'), v.description('What the lesson is about')),
  goal: v.optional(v.pipe(v.string('a goal'), v.description('What one understands after it')), ''),
  minutes: v.optional(v.pipe(count(1), v.description('How long it takes, about')), 8),
  steps: v.pipe(
    v.array(step, 'a list of steps'),
    v.minLength(1, 'a step at least'),
    v.description('One after the other: each asks, runs and explains'),
  ),
});

export type DecodedLesson = v.InferOutput<typeof lessonSchema>;
export type DecodedStep = DecodedLesson['steps'][number];
