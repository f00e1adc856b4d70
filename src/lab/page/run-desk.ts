import type { Result } from '../../experiment/result.ts';
import type { Bench, Cause } from './bench.ts';
import { Engines } from './engines.ts';
import type { ResultView } from './result-view.ts';
import type { Standing, StatusLine } from './status.ts';

/** Runs what is on the bench whenever it changes, and shows what comes of it: first coarsely, then the whole. */
export class RunDesk {
  /** The whole run of the text as it stands; undefined while it is under way, or cannot be. */
  whole: Result | undefined;
  private hasShown = false;
  private standing: Standing['kind'] = 'running';
  private readonly watchers: ((whole: Result | undefined) => void)[] = [];
  private readonly bench: Bench;
  private readonly view: ResultView;
  private readonly status: StatusLine;
  private readonly engines: Engines;

  constructor(bench: Bench, engine: string, view: ResultView, status: StatusLine) {
    this.bench = bench;
    this.view = view;
    this.status = status;
    this.engines = new Engines(engine, {
      result: (result, thinning) => this.show(result, thinning),
      progress: (share) => status.progress(share),
      failed: (message) => this.say({ kind: 'failed', message }),
    });
    bench.watch((cause) => this.run(cause));
  }

  /** Calls back when a whole run is there, and when it no longer is what the text says. */
  watch(onChange: (whole: Result | undefined) => void): void {
    this.watchers.push(onChange);
  }

  run(cause: Cause): void {
    const { material, sound, problems } = this.bench;
    this.tell(undefined);
    // What is on its way of another scenario is not to be seen any more.
    if (cause === 'opened' || sound === undefined) this.engines.stop();
    if (sound === undefined) {
      this.say({ kind: 'mistaken', mistakes: problems.length });
      return;
    }
    // While a hand moves one coarse picture follows another, and nothing is said between them.
    if (this.standing !== 'coarse') this.say({ kind: 'running', isFirst: !this.hasShown });
    this.engines.ask({ material, sound });
  }

  private show(result: Result, thinning: number): void {
    this.view.show(result);
    this.hasShown = true;
    if (thinning > 1) {
      this.say({ kind: 'coarse', thinning });
    } else {
      this.say({ kind: 'whole' });
      this.tell(result);
    }
  }

  private say(standing: Standing): void {
    this.standing = standing.kind;
    this.status.show(standing);
  }

  private tell(whole: Result | undefined): void {
    this.whole = whole;
    this.status.progress(null);
    for (const onChange of this.watchers) onChange(whole);
  }
}
