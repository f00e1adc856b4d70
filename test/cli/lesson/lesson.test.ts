import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openLesson, shippedLessons } from '../../../src/cli/lesson/lesson-file.ts';
import { runStep } from '../../../src/cli/lesson/run-step.ts';
import { evidenceOf } from '../../../src/report/lesson/evidence.ts';
import { runOnSeeds } from '../../../src/report/lesson/step-run.ts';
import { toEnd } from '../../experiment/runs.ts';
import { blackfriday, folder } from '../shell.ts';
import { needsTmux, openTerminal } from '../tmux.ts';

describe('the course', () => {
  it('is in the order in which it is taught', () => {
    expect(shippedLessons()).toEqual([
      'three-states',
      'fail-fast-or-wait',
      'why-retries-kill',
      'choosing-a-threshold',
      'open-time',
      'half-open',
      'when-a-breaker-hurts',
      'what-an-outage-costs',
      'who-falls-first',
      'forty-breakers-or-one',
      'the-second-provider',
      'real-or-luck',
      'which-open-time',
    ]);
  });

  it('takes an hour, half of one for money and studies, and a quarter of one for graphs', () => {
    const minutes = shippedLessons().map((name) => openLesson(name).minutes);
    expect(minutes.reduce((sum, one) => sum + one, 0)).toBe(107);
  });

  /** What a class is told; a change here means that a text of the lesson may be wrong by now. */
  it.each([
    ['three-states', 'bbb'],
    ['fail-fast-or-wait', 'bbbc'],
    ['why-retries-kill', 'ccaa'],
    ['choosing-a-threshold', 'acca'],
    ['open-time', 'ccb'],
    ['half-open', 'bbb'],
    ['when-a-breaker-hurts', 'bbb'],
    ['what-an-outage-costs', 'abbc'],
    ['who-falls-first', 'aa'],
    ['forty-breakers-or-one', 'aa'],
    ['the-second-provider', 'ba'],
    ['real-or-luck', 'bbab'],
    ['which-open-time', 'acb'],
  ])('%s: each step has one right answer: %s', { timeout: 60_000 }, async (name, answers) => {
    let found = '';
    for (const step of openLesson(name).steps) {
      const evidence = (await runStep(step))!;
      found += 'abcdefghi'[evidence.right];
    }
    expect(found).toBe(answers);
  });

  it.each([
    ['real-or-luck', '?bab'],
    ['which-open-time', 'acb'],
  ])('%s: what many seeds say, others say, too', { timeout: 60_000 }, (name, answers) => {
    let found = '';
    for (const step of openLesson(name).steps) {
      const seeds = step.seeds === null ? null : { from: 1_001, count: step.seeds };
      const finding = seeds && toEnd(runOnSeeds(step.scenario, seeds));
      found += finding === null ? '?' : 'abcdefghi'[evidenceOf(step, finding).right];
    }
    expect(found).toBe(answers);
  });
});

describe('a lesson where there is no terminal', () => {
  it('tells all its steps and waits for nobody', async () => {
    const { code, stdout, stderr } = await blackfriday(['lesson', 'three-states']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot('golden/three-states.txt');
  });

  it('prints a worksheet with the answers apart', async () => {
    const { code, stdout } = await blackfriday(['lesson', '2', '--handout']);
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot('golden/handout.md');
    const [questions, answers] = stdout.split('# Answers');
    expect(questions).not.toContain('**2. b)');
    expect(answers).toContain('**2. b) 20**');
  });

  it('tells figures of many seeds with their intervals, on the screen and on paper', async () => {
    const file = join(folder(), 'many.yaml');
    const vary = 'orderService.pipeline.breaker.open.duration=1s,60s';
    writeFileSync(
      file,
      `title: Many
steps:
  - title: A step
    scenario: cost-benefit
    set: [duration=8m]
    vary: ["${vary}"]
    seeds: 6
    ask: Which?
    choices:
      - { answer: short, when: "open.duration=1s: orders.paid better" }
      - { answer: other, when: otherwise }
    figures:
      - { label: orders paid, of: orders.paid }
      - { label: share, of: orders.paid / orders.arrived }
    why: "{open.duration=1s: orders.paid} of them."
`,
    );
    const screen = await blackfriday(['lesson', file]);
    expect(screen.stderr).toBe('');
    await expect(screen.stdout).toMatchFileSnapshot('golden/many-seeds.txt');
    const paper = await blackfriday(['lesson', '--handout', file]);
    await expect(paper.stdout).toMatchFileSnapshot('golden/many-seeds.md');
    // What the step tells is what the command tells that it names.
    const options = ['--set', 'duration=8m', '--vary', vary, '--seeds', '6', '--format', 'json'];
    const study = await blackfriday(['compare', 'cost-benefit', ...options, '--no-ticks']);
    const { mean, interval } = JSON.parse(study.stdout).cells[0].arms[1].differences['orders.paid'];
    const half = ((interval.high - interval.low) / 2).toFixed(0);
    expect(screen.stdout).toContain(`+${mean.toFixed(0)} ± ${half}`);
  });

  it('knows the nearest name of one that there is not', async () => {
    const { code, stderr } = await blackfriday(['lesson', 'half-opne']);
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean "half-open"?');
  });

  it('has a JSON Schema', async () => {
    const { stdout } = await blackfriday(['lesson', '--schema']);
    expect(JSON.parse(stdout)).toMatchObject({ type: 'object', required: ['title', 'steps'] });
  });
});

describe("a lesson of one's own", () => {
  const OWN = `
title: Mine
steps:
  - title: A step
    scenario: first-three
    ask: How many are paid?
    choices:
      - { answer: 4, when: "with breaker: orders.paid == 4" }
      - { answer: not 4, when: "with breaker: orders.paid == 4" }
    why: So it is.
`;

  it('is refused where two answers are right, with the place', async () => {
    const file = join(folder(), 'mine.yaml');
    writeFileSync(file, OWN);
    const checked = await blackfriday(['lesson', '--check', file]);
    expect(checked.code).toBe(2);
    expect(checked.stderr).toMatch(/mine\.yaml:7:5: "A step"\n {2}7 \| {5}choices:\n/);
    expect(checked.stderr).toContain('several that are right: a, b');
  });

  it('is checked and taught from its file', async () => {
    const file = join(folder(), 'mine.yaml');
    writeFileSync(
      file,
      OWN.replace('not 4, when: "with breaker: orders.paid == 4"', 'no, when: otherwise'),
    );
    expect(await blackfriday(['lesson', '--check', file])).toMatchObject({ code: 0 });
    const several = await blackfriday(['lesson', '--check', 'nope', file, '1']);
    expect(several).toMatchObject({ code: 2, stdout: `${file}: ok\n1: ok\n` });
    expect(several.stderr).toContain('nope is neither a file nor a shipped lesson');
    expect(await blackfriday(['check', file])).toMatchObject({ code: 0 });
    const { stdout } = await blackfriday(['lesson', file]);
    expect(stdout).toContain('It was a) 4');
  });

  it('tells its mistakes to check as a scenario does', async () => {
    const file = join(folder(), 'mine.yaml');
    writeFileSync(file, OWN.replace('    ask:', '    asks:'));
    const { code, stderr } = await blackfriday(['check', file]);
    expect(code).toBe(2);
    expect(stderr).toContain('found unknown key "asks"');
  });
});

describe('a lesson in a terminal', () => {
  beforeEach(needsTmux);

  it('asks, scores and goes on', async () => {
    const terminal = openTerminal('lesson 1', { columns: 80, rows: 60, after: 'echo "left: $?";' });
    await terminal.screenWith('space begins');
    terminal.press('Space');
    const question = await terminal.screenWith('Your prediction, a to c');
    expect(question).not.toContain('It knows of three failures at');
    terminal.press('b');
    expect(await terminal.screenWith('space goes on')).toContain('Right: b) open');
    terminal.press('Space');
    await terminal.screenWith('How many of the ten orders');
    terminal.press('1');
    expect(await terminal.screenWith('Not a')).toContain('Not a: b) Fewer than without it');
    terminal.press('Space');
    await terminal.screenWith('How often does the breaker open?');
    terminal.press('b');
    await terminal.screenWith('Right: b) once');
    terminal.press('Space');
    const end = await terminal.screenWith('You predicted');
    expect(end).toContain('You predicted 2 of 3.');
    terminal.press('q');
    expect(await terminal.screenWith('left:')).toContain('left: 0');
  });

  it.each([
    [80, 24],
    [160, 40],
  ])('presents page by page at %i x %i, to a slide clicker', async (columns, rows) => {
    const terminal = openTerminal('lesson 1 --present', { columns, rows });
    await terminal.screenWith('space begins');
    terminal.press('PageDown');
    const question = await terminal.screenWith('space reveals');
    await expect(question).toMatchFileSnapshot(`golden/question-${columns}x${rows}.txt`);
    terminal.press('PageDown');
    const answer = await terminal.screenWith('space goes on');
    await expect(answer).toMatchFileSnapshot(`golden/answer-${columns}x${rows}.txt`);
    terminal.press('PageUp');
    expect(await terminal.screenWith('space reveals')).toBe(question);
  });

  it('begins the course where it is told to, and leaves a sound terminal on Ctrl-C', async () => {
    const after = 'echo "left: $?"; stty -a | grep -o " icanon\\| echo ";';
    const terminal = openTerminal('lesson', { columns: 80, rows: 40, after });
    await terminal.screenWith('1 to 9 begins there');
    terminal.press('3');
    await terminal.screenWith('Why retries kill\n4 questions');
    terminal.press('C-c');
    const screen = await terminal.screenWith(' echo');
    expect(screen).toContain('left: 130');
    expect(screen).toMatch(/^ icanon$/m);
    expect(terminal.ask('#{cursor_flag}')).toBe('1');
  });

  it('leaves a sound terminal where it is killed', async () => {
    const after = 'echo "left: $?"; stty -a | grep -o " icanon\\| echo ";';
    const terminal = openTerminal('lesson 3', { columns: 80, rows: 40, after });
    await terminal.screenWith('space begins');
    const shell = terminal.ask('#{pane_pid}');
    const children = readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8');
    process.kill(Number(children), 'SIGTERM');
    const screen = await terminal.screenWith(' echo');
    expect(screen).toContain('left: 143');
    expect(screen).toMatch(/^ icanon$/m);
  });
});
