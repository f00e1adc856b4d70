import { armsOf } from '../../experiment/arms.ts';
import type { Result } from '../../experiment/result.ts';
import type { RunAnswer } from '../messages.ts';
import { thinningOf } from '../thinned.ts';
import type { Bench, Cause } from './bench.ts';
import { Engines } from './engines.ts';
import type { ResultView } from './result-view.ts';
import type { StatusLine } from './status.ts';

/** Runs what is on the bench whenever it changes, and shows what comes of it: first coarsely, then the whole. */
export class RunDesk {
  /** The whole run of the text as it stands; undefined while it is under way, or cannot be. */
  whole: Result | undefined;
  private shown: Result | undefined;
  private isMoving = false;
  private readonly watchers: ((whole: Result | undefined) => void)[] = [];
  private readonly bench: Bench;
  private readonly view: ResultView;
  private readonly status: StatusLine;
  private readonly engines: Engines;

  constructor(bench: Bench, engine: string, view: ResultView, status: StatusLine) {
    this.bench = bench;
    this.view = view;
    this.status = status;
    this.engines = new Engines(engine, (answer, isLatest) => this.hear(answer, isLatest));
    bench.watch((cause) => this.run(cause));
  }

  /** Calls back when a whole run is there, and when it no longer is what the text says. */
  watch(onChange: (whole: Result | undefined) => void): void {
    this.watchers.push(onChange);
  }

  run(cause: Cause): void {
    const { material, sound, problems } = this.bench;
    this.whole = undefined;
    this.isMoving = cause === 'dragged';
    this.status.progress(null);
    for (const onChange of this.watchers) onChange(undefined);
    if (sound === undefined) {
      this.engines.stop();
      this.status.show({ kind: 'mistaken', mistakes: problems.length });
      return;
    }
    const shown = this.shown === undefined ? 'nothing' : 'an earlier run';
    if (!this.isMoving) this.status.show({ kind: 'running', shown });
    const thinning = thinningOf(sound.scenario, armsOf(sound.scenario).length);
    this.engines.ask({ material, thinning, moving: this.isMoving });
  }

  private hear(answer: RunAnswer, isLatest: boolean): void {
    if (answer.kind === 'result') this.show(answer, isLatest);
    else if (!isLatest) return;
    else if (answer.kind === 'failed') this.status.show(answer);
    else this.status.progress(answer.progress.atMs / answer.progress.durationMs);
  }

  private show(
    { result, thinning }: Extract<RunAnswer, { kind: 'result' }>,
    isLatest: boolean,
  ): void {
    // A coarse answer is of no use where the whole is there, and an earlier one only while a hand moves.
    if (this.whole !== undefined || !(isLatest || this.isMoving)) return;
    this.shown = result;
    this.view.show(result);
    if (thinning > 1) this.status.show({ kind: 'coarse', thinning, isMoving: this.isMoving });
    if (!isLatest || thinning > 1) return;
    this.whole = result;
    this.status.show({ kind: 'whole' });
    this.status.progress(null);
    for (const onChange of this.watchers) onChange(result);
  }
}
