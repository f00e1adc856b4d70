import type { ChildProcess } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MOST_STUDENTS, Poll, readQuestion, type Stage } from '../../src/lab/class/poll.ts';
import { newVisit } from '../browser/browser.ts';
import { blackfriday, start } from '../cli/shell.ts';

const QUESTION = { ask: 'Which?', choices: ['this', 'that', 'none'] };

describe('a poll', () => {
  it('counts votes while the question is open, each student once', () => {
    const poll = new Poll();
    for (const student of ['a', 'b', 'c']) poll.join(student);
    expect(poll.vote('a', 1, 0)).toBe(false);
    poll.ask(QUESTION);
    expect([poll.vote('a', 1, 0), poll.vote('b', 1, 1), poll.vote('a', 1, 1)]).toEqual([
      true,
      true,
      true,
    ]);
    expect([poll.voted, poll.spread]).toEqual([2, [0, 2, 0]]);
    expect([poll.vote('a', 1, 3), poll.vote('a', 2, 0), poll.vote('stranger', 1, 0)]).toEqual([
      false,
      false,
      false,
    ]);
    poll.tell(1);
    expect([poll.stage.kind, poll.vote('c', 1, 0)]).toEqual(['told', false]);
    poll.ask(QUESTION);
    expect([poll.voted, poll.spread]).toEqual([0, [0, 0, 0]]);
  });

  it('is full at some point', () => {
    const poll = new Poll();
    const joined = Array.from({ length: MOST_STUDENTS + 1 }, (_, at) => poll.join(String(at)));
    expect(joined.filter((one) => !one)).toHaveLength(1);
  });

  it.each([
    [null],
    [{ ask: 'x' }],
    [{ ask: 'x', choices: ['one'] }],
    [{ ask: 'x', choices: ['one', 2] }],
    [{ ask: 'x'.repeat(9_999), choices: ['a', 'b'] }],
  ])('asks nothing that is no question: %j', (value) => {
    expect(readQuestion(value)).toBeUndefined();
  });
});

interface Class {
  readonly teacher: string;
  readonly base: string;
  readonly code: string;
}

/** A class that is held until the test ends. */
async function held(): Promise<Class> {
  const child: ChildProcess = start(['lab', 'classic', '--class', '127.0.0.1:0', '--no-open']);
  onTestFinished(() => void child.kill());
  const said = (stream: 'stdout' | 'stderr') =>
    new Promise<string>((resolve) => {
      child[stream]!.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
    });
  const [teacher, told] = await Promise.all([said('stdout'), said('stderr')]);
  return { teacher, base: new URL(teacher).origin, code: /code (\w+)/.exec(told)![1]! };
}

/** A student who joins and listens: what was told first, and the way to vote. */
async function student({ base, code }: Class) {
  const joined = await fetch(`${base}/join?code=${code.toUpperCase()}`, { redirect: 'manual' });
  const seat = base + joined.headers.get('location')!;
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const news = (await fetch(`${seat}/news`, { signal: leaving.signal })).body!.getReader();
  const read = async (): Promise<Stage> => {
    const { value } = await news.read();
    return JSON.parse(new TextDecoder().decode(value).replace('data: ', '')) as Stage;
  };
  const vote = (number: number, choice: number) =>
    fetch(`${seat}/vote`, { method: 'POST', body: JSON.stringify({ number, choice }) });
  return { read, vote };
}

const post = (url: string, body: unknown, headers = {}) =>
  fetch(url, { method: 'POST', body: JSON.stringify(body), headers });

describe('a class', () => {
  it('of sixty votes, and learns what was right only when it is told', async () => {
    const room = await held();
    const { teacher } = room;
    await post(`${teacher}/ask`, QUESTION);
    const students = await Promise.all(Array.from({ length: 60 }, () => student(room)));
    const stages = await Promise.all(students.map(({ read }) => read()));
    expect(stages).toEqual(stages.map(() => ({ kind: 'open', number: 1, question: QUESTION })));
    const counted = await Promise.all(students.map(({ vote }, at) => vote(1, at % 3)));
    expect(counted.map(({ status }) => status)).toEqual(counted.map(() => 200));
    const leaving = new AbortController();
    onTestFinished(() => leaving.abort());
    const news = (await fetch(`${teacher}/news`, { signal: leaving.signal })).body!.getReader();
    const { value } = await news.read();
    expect(JSON.parse(new TextDecoder().decode(value).replace('data: ', ''))).toEqual({
      joined: 60,
      voted: 60,
      spread: [20, 20, 20],
    });
    await post(`${teacher}/tell`, { right: 2 });
    expect(await students[0]!.read()).toMatchObject({ kind: 'told', right: 2 });
    expect((await students[0]!.vote(1, 2)).status).toBe(409);
  });

  it('lets in nobody without the code, and lets nobody teach without the key', async () => {
    const room = await held();
    const status = async (answer: Promise<Response>) => (await answer).status;
    expect(await status(fetch(`${room.base}/join?code=wrong`))).toBe(403);
    expect(await status(fetch(`${room.base}/seat/0123456789abcdef`))).toBe(404);
    expect(await status(fetch(`${room.base}/teach/0123456789abcdef`))).toBe(404);
    expect(await status(post(`${room.base}/teach/${'0'.repeat(24)}/ask`, QUESTION))).toBe(405);
    expect(await status(post(`${room.teacher}/ask`, { ask: 1 }))).toBe(400);
    expect(
      await status(post(`${room.teacher}/ask`, { ask: 'a'.repeat(100_000), choices: ['a', 'b'] })),
    ).toBe(400);
    const stranger = { origin: 'http://evil.example' };
    expect(await status(post(`${room.teacher}/ask`, QUESTION, stranger))).toBe(403);
  });

  it('predicts on the projector and on a phone, and then sees', async (context) => {
    const { page, faults } = await newVisit(context);
    const room = await held();
    await page.goto(room.teacher);
    await page.getByRole('combobox', { name: 'Lesson' }).selectOption('three-states');
    await page.getByText('0 of 0 voted').or(page.locator('.votes')).first().waitFor();
    expect(await page.locator('.picture').isVisible()).toBe(false);
    const phone = await page.context().newPage();
    await phone.goto(room.base);
    await phone.getByRole('textbox').fill(room.code);
    await phone.getByRole('button', { name: 'Join' }).click();
    await phone.getByRole('button').first().click();
    await phone.getByText('Your vote is in').waitFor();
    await page.getByText('1 of 1 voted').waitFor();
    await page.getByRole('button', { name: 'Run and see' }).click();
    await page.getByRole('list', { name: 'How the class voted' }).waitFor();
    await phone.getByText(/^(You were right|It was)/).waitFor();
    await page.locator('.picture').waitFor({ state: 'visible' });
    expect(faults.filter((fault) => !fault.startsWith(`asked for ${room.base}`))).toEqual([]);
  });
});

it.each(['nonsense', '127.0.0.1', 'host:99999'])('--class %s is no place', async (place) => {
  const { code, stderr } = await blackfriday(['lab', '--class', place]);
  expect(code).toBe(2);
  expect(stderr).toContain('expected an address of this machine and a port');
});
