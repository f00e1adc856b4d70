import { type Agenda, EVENT_KIND } from '../../kernel/agenda.ts';
import { toGrid } from '../../kernel/grid.ts';
import type { EjectionBook } from '../books/ejection-book.ts';
import type { Outcome } from '../outcome.ts';
import { BLAMES_SERVICE, IS_ANSWER } from './failure-table.ts';
import { OutlierDetection, type OutlierDetectionSettings } from './outlier-detection.ts';

/**
 * Outlier detection in a service that calls another: each of its instances looks by itself at the instances
 * that it calls. All of them sweep at the same instants, by one source of the agenda.
 */
export class Outliers<Book extends Pick<EjectionBook, 'eject' | 'takeBack'> = EjectionBook> {
  /** Told of each instance that is ejected, and of each that is used again. */
  readonly book: Book;
  private readonly agenda: Agenda;
  private readonly detections: readonly OutlierDetection[];

  /** `callers` and `callees`: instances at both ends. */
  constructor(
    agenda: Agenda,
    settings: OutlierDetectionSettings,
    callers: number,
    callees: number,
    book: Book,
  ) {
    this.agenda = agenda;
    this.detections = Array.from(
      { length: callers },
      () => new OutlierDetection(settings, callees),
    );
    this.book = book;
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
      this.book.eject();
    }
  }

  private sweep(): void {
    for (const detection of this.detections) {
      detection.sweep(this.agenda.now, () => this.book.takeBack());
    }
  }
}
