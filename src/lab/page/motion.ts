import type { Result } from '../../experiment/result.ts';
import { count, instant as instantText, tickDecimals } from '../../report/figures.ts';
import { html } from '../../report/html/page/dom.ts';
import { happeningWords } from '../../report/watch/life.ts';
import type { Diary } from '../messages.ts';
import { type Life, lifeOf } from '../motion/life.ts';
import { dotsAt, servicesOf } from '../motion/scene.ts';
import { type Drawn, drawStage } from './stage.ts';

/** The lives of one arm, and where they are drawn. */
interface Act {
  readonly name: string;
  readonly lives: readonly Life[];
  readonly services: readonly string[];
  readonly canvas: HTMLCanvasElement;
  readonly words: HTMLElement;
  drawn: readonly Drawn[];
}

/** What is over stays in sight for so long, of the time of the one who looks on. */
const LINGER_MS = 600;
/** A dot is hit within so many px. */
const REACH = 10;

/** The arms of a run side by side, each order that is followed a dot; and the life of the one that is chosen. */
export class Motion {
  readonly element = html('div', { class: 'motion' });
  private readonly result: Result;
  private readonly acts: readonly Act[];
  private readonly life = html('div', { class: 'life', 'aria-live': 'polite' });
  private chosen: { readonly arm: Act; readonly order: number } | null = null;

  constructor(result: Result, diaries: readonly Diary[], every: number) {
    this.result = result;
    this.acts = diaries.map((diary) => actOf(diary));
    const what =
      every === 1
        ? 'Every order is a dot'
        : `A dot is one order in ${count(every)}, a real one of this run`;
    this.element.append(
      html(
        'p',
        { class: 'explains' },
        `${what}. Hollow: work that goes on though nobody waits for it any more.`,
      ),
      html(
        'div',
        { class: 'panels' },
        ...this.acts.map(({ name, canvas, words }) =>
          html('div', {}, html('h3', {}, name), canvas, words),
        ),
      ),
      this.life,
    );
    for (const act of this.acts) {
      act.canvas.addEventListener('click', ({ offsetX, offsetY }) =>
        this.choose(act, offsetX, offsetY),
      );
    }
  }

  /** Draws an instant, watched at so many ms of virtual time a ms. */
  draw(atMs: number, speed: number): void {
    for (const act of this.acts) {
      const dots = dotsAt(act.lives, atMs, LINGER_MS * speed);
      const chosen = this.chosen?.arm === act ? this.chosen.order : null;
      const state = this.stateOf(act, atMs);
      act.drawn = drawStage(act.canvas, { dots, services: act.services, state, chosen });
      const words = this.wordsOf(act, atMs);
      if (act.words.textContent !== words) act.words.textContent = words;
    }
  }

  /** The life of another order that is in sight: by key what a click on its dot does. */
  chooseNext(): void {
    const all = this.acts.flatMap((act) =>
      act.drawn.map(({ dot }) => ({ arm: act, order: dot.life.order })),
    );
    const at = all.findIndex(
      ({ arm, order }) => arm === this.chosen?.arm && order === this.chosen.order,
    );
    const next = all
      .slice(at + 1)
      .find(({ order, arm }) => order !== this.chosen?.order || arm !== this.chosen.arm);
    this.tell(next ?? all[0] ?? null);
  }

  private choose(act: Act, x: number, y: number): void {
    const distance = (one: Drawn) => Math.hypot(one.x - x, one.y - y);
    const [nearest] = [...act.drawn].sort((a, b) => distance(a) - distance(b));
    if (nearest === undefined || distance(nearest) > REACH) return;
    this.tell({ arm: act, order: nearest.dot.life.order });
  }

  private tell(chosen: Motion['chosen']): void {
    this.chosen = chosen;
    const life = chosen?.arm.lives.find(({ order }) => order === chosen.order);
    if (chosen === null || life === undefined) return;
    const lines = life.happenings.map((one) =>
      html(
        'li',
        {},
        html('b', {}, instantText(one.atMs, 3)),
        ` ${happeningWords(one, life.arrivedMs)}`,
      ),
    );
    this.life.replaceChildren(
      html('h3', {}, `Order ${count(life.order)}, ${chosen.arm.name}`),
      html('ol', {}, ...lines),
    );
  }

  private stateOf({ name }: Act, atMs: number): string | null {
    const arm = this.result.arms.find((one) => one.name === name)!;
    if (arm.totals.breaker === null) return null;
    const past = arm.transitions.filter((one) => one.atMs <= atMs);
    return past.at(-1)?.to ?? 'closed';
  }

  /** What the dots show, in numbers: those of all orders, at the end of the tick. */
  private wordsOf({ name }: Act, atMs: number): string {
    const { tickMs } = this.result.scenario;
    const { ticks = [] } = this.result.arms.find((one) => one.name === name)!;
    const place = Math.min(ticks.length - 1, Math.floor(atMs / tickMs));
    const tick = ticks[place];
    if (tick === undefined) return '';
    const paid = ticks.slice(0, place + 1).reduce((sum, { orders }) => sum + orders.paid, 0);
    const until = instantText(tick.startMs + tickMs, tickDecimals(tickMs));
    const breaker = tick.state === null ? '' : `breaker ${tick.state}, `;
    return `By ${until}: ${breaker}${count(tick.orderService.busy)} with workers, ${count(tick.orderService.backlog)} in the backlog, ${count(tick.paymentService.queued)} queued, ${count(tick.paymentService.busy)} in service; ${count(paid)} paid so far.`;
  }
}

function actOf({ arm, entries }: Diary): Act {
  const happenings = new Map<number, Life['happenings'][number][]>();
  for (const [order, happening] of entries) {
    const own = happenings.get(order) ?? [];
    own.push(happening);
    happenings.set(order, own);
  }
  const lives = [...happenings].map(([order, own]) => lifeOf(order, own));
  return {
    name: arm,
    lives: lives.sort((a, b) => a.arrivedMs - b.arrivedMs),
    services: servicesOf(lives),
    canvas: html('canvas', {
      class: 'stage',
      role: 'img',
      'aria-label': `Orders in motion, ${arm}`,
    }),
    words: html('p', { class: 'stage-words' }),
    drawn: [],
  };
}
