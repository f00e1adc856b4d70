import { html } from '../../report/html/page/dom.ts';
import { letterOf } from '../../scenario/lesson.ts';
import type { StudentNews } from '../class/poll.ts';

/** The page on a student's phone: the question, a button a choice, and in the end which was right. */
const place = html('main', { 'aria-live': 'polite' });
document.body.append(place);
let chosen: { readonly number: number; readonly choice: number } | undefined;
let news: StudentNews = { kind: 'waiting' };

const source = new EventSource(`${location.pathname}/news`);
source.addEventListener('message', ({ data }: MessageEvent<string>) => {
  news = JSON.parse(data) as StudentNews;
  show();
});
source.addEventListener('error', () => {
  if (source.readyState === EventSource.CLOSED) say('The class is full, or over.');
});

function say(text: string): void {
  place.replaceChildren(html('p', {}, text));
}

function show(): void {
  if (news.kind === 'waiting') {
    say('You are in. The question comes soon.');
    return;
  }
  const { question, number } = news;
  const own = chosen?.number === number ? chosen.choice : undefined;
  const right = news.kind === 'told' ? news.right : undefined;
  const buttons = question.choices.map((text, choice) => {
    const mark = choice === right ? ' ✓' : '';
    const button = html(
      'button',
      { type: 'button', 'aria-pressed': String(choice === own) },
      html('b', {}, `${letterOf(choice)}) `),
      `${text}${mark}`,
    );
    button.disabled = right !== undefined;
    button.addEventListener('click', () => void vote(number, choice));
    return button;
  });
  const end =
    right === undefined
      ? own === undefined
        ? 'Choose one.'
        : 'Your vote is in; you may change it.'
      : own === right
        ? 'You were right.'
        : `It was ${letterOf(right)}.`;
  place.replaceChildren(html('h1', {}, question.ask), ...buttons, html('p', {}, end));
}

async function vote(number: number, choice: number): Promise<void> {
  const answer = await fetch(`${location.pathname}/vote`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ number, choice }),
  });
  if (!answer.ok) return;
  chosen = { number, choice };
  show();
}
