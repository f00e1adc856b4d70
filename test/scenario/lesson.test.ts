import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/scenario/load.ts';
import { loadLesson } from '../../src/scenario/load-lesson.ts';

const SCENARIO = `
duration: 10s
traffic: { arrivals: evenly-spaced, startRate: 1/s }
paymentService: { latency: 100ms }
orderService:
  pipeline: [{ breaker: {} }]
`;

const LESSON = `
title: A lesson
steps:
  - title: A step
    scenario: small
    ask: How many are paid?
    choices:
      - { answer: 10, when: "with breaker: orders.paid == 10" }
      - { answer: fewer, when: otherwise }
    why: "{with breaker: orders.paid} are."
`;

function load(text: string) {
  return loadLesson({ name: 'my/lesson.yaml', text }, (reference, overrides) => {
    if (reference !== 'small') throw new Error(`there is no ${reference}`);
    return loadScenario({ name: 'small.yaml', text: SCENARIO }, overrides, () => '');
  });
}

describe('a lesson file', () => {
  it('is read with every default, its texts parted from their numbers', () => {
    const lesson = load(LESSON);
    expect(lesson).toMatchObject({ name: 'lesson', title: 'A lesson', goal: '', minutes: 8 });
    const [step] = lesson.steps;
    expect(step).toMatchObject({ text: '', set: [], show: ['chart'], figures: [] });
    expect(step!.choices.map(({ answer }) => answer)).toEqual(['10', 'fewer']);
    expect(step!.why).toEqual([expect.objectContaining({ unit: 'count' }), ' are.']);
  });

  it.each([
    [
      'an unknown key',
      ['    ask:', '    aks:'],
      `my/lesson.yaml:6:5: steps[0].aks
  6 |     aks: How many are paid?
    |     ^
  found unknown key "aks"`,
    ],
    [
      'a scenario that is not there',
      ['scenario: small', 'scenario: large'],
      `my/lesson.yaml:5:15: steps[0].scenario
  5 |     scenario: large
    |               ^
  found large
  expected a scenario that can be opened: there is no large`,
    ],
    [
      'an override that makes no sense',
      ['    ask:', '    set: [paymentService.capacity=none]\n    ask:'],
      `my/lesson.yaml:6:11: steps[0].set[0]
  6 |     set: [paymentService.capacity=none]
    |           ^
  found none
  expected for paymentService.capacity a whole number of at least 1`,
    ],
    [
      'a claim, at the very word',
      ['orders.paid ==', 'orders.payed =='],
      `my/lesson.yaml:8:44: steps[0].choices[0].when
  8 |       - { answer: 10, when: "with breaker: orders.payed == 10" }
    |                                            ^
  found the metric "orders.payed"`,
    ],
    [
      'a number in the explanation',
      ['{with breaker: orders.paid} are', '{orders.paid} are'],
      `my/lesson.yaml:10:10: steps[0].why
  10 |     why: "{orders.paid} are."
     |          ^
  found {orders.paid}
  expected an arm in it: without breaker or with breaker`,
    ],
    [
      'a claim that takes many seeds',
      ['orders.paid == 10', 'orders.paid better'],
      `found "with breaker: orders.paid better"
  expected seeds: 20 in the step: one run cannot tell "better" from chance`,
    ],
    [
      'what would be shown of one run of many',
      ['    ask:', '    seeds: 5\n    show: [chart]\n    ask:'],
      'expected figures: of many seeds these are shown',
    ],
    [
      'many seeds and nothing of them to show',
      ['    ask:', '    seeds: 5\n    ask:'],
      'expected figures, which are what is shown of many seeds',
    ],
    ['one seed', ['    ask:', '    seeds: 1\n    ask:'], 'expected a whole number of at least 2'],
    [
      'an arm that makes no sense',
      ['    ask:', '    vary: [paymentService.capacity=5..1]\n    ask:'],
      'my/lesson.yaml:6:12: steps[0].vary[0]',
    ],
    [
      'a single choice',
      ['      - { answer: fewer, when: otherwise }\n', ''],
      'expected two choices at least',
    ],
  ] as const)('tells %s with its place', (_, [from, to], message) => {
    expect(LESSON).toContain(from);
    expect(() => load(LESSON.replace(from, to))).toThrow(message);
  });

  it.each([
    ['orders.paid better', undefined],
    ['orders.paid / orders.arrived >= 85%', undefined],
    ['state at 5s == open', 'a claim about means: a state is one of a single run'],
    ['calls.started ~', 'a metric of which more or less is better: calls.started is neither'],
    ['orders.paid / without breaker: orders.arrived ~', 'one arm, which is held against the first'],
  ])('of many seeds is asked: %s', (claim, expected) => {
    const figures = 'figures: [{ label: paid, of: orders.paid }]';
    const text = LESSON.replace('    ask:', `    seeds: 5\n    ${figures}\n    ask:`);
    const asked = () => load(text.replace('orders.paid == 10', claim));
    if (expected === undefined) expect(asked().steps[0]).toMatchObject({ seeds: 5, show: [] });
    else expect(asked).toThrow(expected);
  });

  it('tells all mistakes at once', () => {
    const text = LESSON.replace('orders.paid ==', 'orders.payed ==').replace('{with', '{wiht');
    expect(() => load(text)).toThrow(/choices\[0\]\.when[\s\S]*steps\[0\]\.why/);
  });
});
