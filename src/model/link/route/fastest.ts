import { widened } from '../../../kernel/slot-pool.ts';
import type { Outcome } from '../../outcome.ts';
import { IS_ANSWER } from '../failure-table.ts';
import { Route, routeKind } from './route.ts';

/** How much the newest answer tells: a tenth, as TCP's smoothed round-trip time has an eighth. */
const NEWEST = 0.1;
/** Every so many requests one goes to the next way in turn: the slow one may have become fast. */
const LOOK_EVERY = 20;

/** The way whose answers took the least time of late, in a mean that forgets; a failure counts as no answer. */
class Fastest extends Route {
  /** Of each way, in ms; 0 before the first answer: what is not known is tried first. */
  private smoothedMs = new Float64Array(0);
  private startedAt = new Float64Array(0);
  private begun = 0;

  override connect(ways: Route['ways']): void {
    super.connect(ways);
    this.smoothedMs = new Float64Array(ways.length);
  }

  begin(slot: number): void {
    this.startedAt[slot] = this.run.agenda.now;
    const isLook = ++this.begun % LOOK_EVERY === 0;
    const place = isLook
      ? (this.begun / LOOK_EVERY) % this.ways.length
      : this.smoothedMs.indexOf(Math.min(...this.smoothedMs));
    this.take(slot, place);
  }

  protected override ended(place: number, slot: number, outcome: Outcome): void {
    const tookMs = this.run.agenda.now - this.startedAt[slot]!;
    const before = this.smoothedMs[place]!;
    // A quick error is not a quick answer: it counts as twice what an answer took so far.
    const seenMs = IS_ANSWER[outcome] === 1 ? tookMs : Math.max(tookMs, 2 * before);
    this.smoothedMs[place] = before === 0 ? seenMs : before + NEWEST * (seenMs - before);
    this.outer.end(slot, outcome);
  }

  override resize(capacity: number): void {
    super.resize(capacity);
    this.startedAt = widened(this.startedAt, capacity);
  }
}

export const fastest = routeKind({
  kind: 'fastest',
  summary: 'the one whose answers came soonest of late; now and then another, to see how it is',
  entries: {},
  create: () => (parts) => new Fastest(parts),
});
