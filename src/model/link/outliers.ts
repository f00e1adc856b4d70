import { type Agenda, EVENT_KIND } from '../../kernel/agenda.ts';
import { toGrid } from '../../kernel/grid.ts';
import type { Outcome } from '../outcome.ts';
import { BLAMES_SERVICE, IS_ANSWER } from './failure-table.ts';
import { OutlierDetection, type OutlierDetectionSettings } from './outlier-detection.ts';

/**
 * Outlier detection in a service that calls another: each of its instances looks by itself at the instances
 * that it calls. All of them sweep at the same instants, by one source of the agenda.
 */
export class Outliers {
  /** So often was an instance ejected. */
  ejections = 0;
  private readonly agenda: Agenda;
  private readonly detections: readonly OutlierDetection[];
  private readonly views: number;
  private ejectedNow = 0;
  private ejectedArea = 0;
  private since = 0;

  /** `callers` and `callees`: instances at both ends. */
  constructor(
    agenda: Agenda,
    settings: OutlierDetectionSettings,
    callers: number,
    callees: number,
  ) {
    this.agenda = agenda;
    this.detections = Array.from(
      { length: callers },
      () => new OutlierDetection(settings, callees),
    );
    this.views = callers * callees;
    let sweeps = 0;
    const showNext = (): void =>
      agenda.show(source, toGrid(++sweeps * settings.interval), agenda.nextRank());
    const source = agenda.addSource(EVENT_KIND.breaker, () => {
      showNext();
      this.sweep();
    });
    showNext();
  }

  /** What the instance of the caller makes of those that it calls. */
  seenBy(caller: number): OutlierDetection {
    return this.detections[caller]!;
  }

  /** A call from one instance to another has ended. What says nothing about the service does not count. */
  ended(caller: number, callee: number, outcome: Outcome): void {
    const detection = this.detections[caller]!;
    if (IS_ANSWER[outcome] === 1) {
      detection.succeed(callee);
    } else if (BLAMES_SERVICE[outcome] === 1 && detection.fail(callee, this.agenda.now)) {
      this.ejections++;
      this.change(1);
    }
  }

  /** Of all instances as all callers see them, the share that is ejected now. */
  get ejectedShare(): number {
    return this.ejectedNow / this.views;
  }

  /** The same as the mean over the time until now; 0 before any has passed. */
  get meanEjectedShare(): number {
    const { now } = this.agenda;
    const area = this.ejectedArea + this.ejectedNow * (now - this.since);
    return now === 0 ? 0 : area / (now * this.views);
  }

  private sweep(): void {
    for (const detection of this.detections) {
      detection.sweep(this.agenda.now, () => this.change(-1));
    }
  }

  private change(by: 1 | -1): void {
    const { now } = this.agenda;
    this.ejectedArea += this.ejectedNow * (now - this.since);
    this.since = now;
    this.ejectedNow += by;
  }
}
