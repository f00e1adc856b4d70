import { html } from '../../report/html/page/dom.ts';
import { letterOf } from '../../scenario/lesson.ts';
import type { ClassNews, Question } from '../class/poll.ts';
import type { ClassAddress } from '../lab-data.ts';
import { qr } from './qr.ts';

/** The class that votes: asked and told from here, what it thinks shown on the projector. */
export class ClassDesk {
  readonly door: HTMLElement;
  readonly count = html('p', { class: 'votes', role: 'status' });
  private news: ClassNews = { joined: 0, voted: 0, spread: [] };

  constructor({ url, code }: ClassAddress) {
    this.door = html(
      'aside',
      { class: 'door', 'aria-label': 'Join the class' },
      qr(`${url}/join?code=${code}`),
      html('p', {}, url.replace('http://', ''), html('br'), 'code ', html('b', {}, code)),
    );
    new EventSource(`${location.pathname}/news`).addEventListener(
      'message',
      ({ data }: MessageEvent<string>) => {
        this.news = JSON.parse(data) as ClassNews;
        this.count.textContent = `${this.news.voted} of ${this.news.joined} voted`;
      },
    );
  }

  ask(question: Question): void {
    void this.send('ask', question);
  }

  tell(right: number): void {
    void this.send('tell', { right });
  }

  /** How the class voted: only now, so that nobody follows the others. */
  spread({ choices }: Question, right: number): HTMLElement {
    const { spread, voted } = this.news;
    const rows = choices.map((text, place) => {
      const votes = spread[place] ?? 0;
      const bar = html('span', { class: place === right ? 'vote right' : 'vote' });
      bar.style.width = `${voted === 0 ? 0 : (100 * votes) / voted}%`;
      return html(
        'li',
        {},
        html(
          'span',
          {},
          html('b', {}, `${letterOf(place)}) `),
          `${text}${place === right ? ' ✓' : ''}`,
        ),
        html('span', { class: 'track' }, bar),
        html('span', {}, String(votes)),
      );
    });
    return html('ul', { class: 'spread', 'aria-label': 'How the class voted' }, ...rows);
  }

  private async send(action: string, body: unknown): Promise<void> {
    await fetch(`${location.pathname}/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }
}
