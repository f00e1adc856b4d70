import type { Agenda } from '../../kernel/agenda.ts';
import { assert } from '../../kernel/assert.ts';
import type { BreakerStateName } from '../../resilience/breaker/state.ts';
import { BreakerWatch, breakerPlaces, type TransitionListener } from '../books/breaker-watch.ts';
import type { LinkBook } from '../books/link-book.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { PlacedLink } from './links.ts';
import type { ObservedService } from './observed-service.ts';

/** The books of a real link, kept from what was seen of it. */
export class ObservedLink {
  readonly placed: PlacedLink;
  readonly from: ObservedService;
  readonly to: ObservedService;
  readonly book: LinkBook;
  readonly breakers: readonly BreakerWatch[];
  private readonly agenda: Agenda;
  private readonly circuits: readonly { stateName: BreakerStateName }[];
  /** When each call in flight began. */
  private readonly calls = new Map<string, number>();

  constructor(
    agenda: Agenda,
    placed: PlacedLink,
    services: readonly ObservedService[],
    book: LinkBook,
    onTransition: TransitionListener,
  ) {
    this.agenda = agenda;
    this.placed = placed;
    this.from = services[placed.from]!;
    this.to = services[placed.node.to]!;
    this.book = book;
    const { from, to } = this;
    const guarded = {
      from,
      to,
      get isFit() {
        return to.isFit;
      },
    };
    this.breakers = breakerPlaces(placed.node.pipeline).map(
      (place) => new BreakerWatch(place, guarded, agenda, onTransition),
    );
    this.circuits = this.breakers.map((watch) => {
      const circuit: { stateName: BreakerStateName } = { stateName: 'closed' };
      watch.guard({ placeOf: () => ({}) }, [circuit]);
      return circuit;
    });
  }

  call(call: string): void {
    assert(!this.calls.has(call), () => `${this.from.name} makes call ${call} twice`);
    this.book.started++;
    this.calls.set(call, this.agenda.now);
  }

  endCall(call: string, outcome: Outcome): void {
    const startedMs = this.calls.get(call);
    assert(startedMs !== undefined, () => `call ${call} of ${this.from.name} ends, unmade`);
    this.calls.delete(call);
    this.book.end(outcome, this.agenda.now - startedMs);
  }

  block(breaker: number): BreakerWatch {
    const watch = this.breakers[breaker]!;
    this.book.block();
    watch.blocks();
    return watch;
  }

  change(breaker: number, to: BreakerStateName, reason: string): void {
    const circuit = this.circuits[breaker]!;
    const from = circuit.stateName;
    circuit.stateName = to;
    this.breakers[breaker]!.changed(0, { atMs: this.agenda.now, from, to, reason });
  }

  /** The process that makes the calls has ended; one that takes its place knows nothing of what was. */
  crash(): void {
    for (const call of this.calls.keys()) this.endCall(call, OUTCOME.failed);
    this.circuits.forEach(({ stateName }, breaker) => {
      if (stateName !== 'closed') this.change(breaker, 'closed', 'the process began anew');
    });
  }

  countInFlight(): number {
    return this.calls.size;
  }
}
