import type { Agenda } from '../../kernel/agenda.ts';
import { assert } from '../../kernel/assert.ts';
import type { BreakerStateName, BreakerTransition } from '../../resilience/breaker/state.ts';
import type { PipelineBreakerSettings } from '../../resilience/pipeline.ts';
import { BreakerWatch, breakerPlaces, type TransitionListener } from '../books/breaker-watch.ts';
import type { LinkBook } from '../books/link-book.ts';
import { CircuitGrid } from '../link/circuit-grid.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { PlacedLink } from './links.ts';
import type { ObservedService } from './observed-service.ts';

/** What a link of real services is made of. */
interface ObservedLinkParts {
  readonly agenda: Agenda;
  readonly from: ObservedService;
  readonly to: ObservedService;
  readonly book: LinkBook;
  /** The names of the classes of orders; none: all are alike. */
  readonly classes: readonly string[];
  /** Whether something makes the way between the two worse than it is written. */
  readonly isWayTroubled: () => boolean;
  readonly onTransition: TransitionListener;
}

/** One of the circuits of a breaker of the link. */
export interface CircuitOf {
  readonly breaker: number;
  /** The instance that calls. */
  readonly instance: number;
  readonly column: number;
}

/** A breaker's circuits: whose they are, and how they stand. */
interface Watched {
  readonly watch: BreakerWatch;
  readonly grid: CircuitGrid;
  readonly circuits: readonly { stateName: BreakerStateName }[];
}

interface Call {
  readonly instance: number;
  readonly sinceMs: number;
}

/** The books of a real link, kept from what was seen of it. */
export class ObservedLink {
  readonly placed: PlacedLink;
  readonly from: ObservedService;
  readonly to: ObservedService;
  readonly book: LinkBook;
  readonly breakers: readonly BreakerWatch[];
  private readonly agenda: Agenda;
  private readonly watched: readonly Watched[];
  /** Those in flight, by the names of their requests. */
  private readonly calls = new Map<string, Call>();

  constructor(placed: PlacedLink, parts: ObservedLinkParts) {
    const { agenda, from, to, book } = parts;
    this.agenda = agenda;
    this.placed = placed;
    this.from = from;
    this.to = to;
    this.book = book;
    this.watched = watchedOn(placed, parts);
    this.breakers = this.watched.map(({ watch }) => watch);
  }

  call(request: string, instance: number): void {
    assert(!this.calls.has(request), () => `${this.from.name} makes call ${request} twice`);
    this.book.started++;
    this.calls.set(request, { instance, sinceMs: this.agenda.now });
  }

  endCall(request: string, outcome: Outcome): void {
    const call = this.calls.get(request);
    assert(call !== undefined, () => `call ${request} of ${this.from.name} ends, unmade`);
    this.calls.delete(request);
    this.book.end(outcome, this.agenda.now - call.sinceMs);
  }

  /** Who blocked the call, and by which cell of its. */
  block(circuit: CircuitOf): { readonly watch: BreakerWatch; readonly cell: number } {
    const { watch } = this.watched[circuit.breaker]!;
    this.book.block();
    watch.blocks();
    return { watch, cell: this.cellOf(circuit) };
  }

  change(
    changed: CircuitOf,
    { from, to, reason }: Pick<BreakerTransition, 'from' | 'to' | 'reason'>,
  ): void {
    const { watch, circuits } = this.watched[changed.breaker]!;
    const cell = this.cellOf(changed);
    const circuit = circuits[cell]!;
    // Each of those who share a circuit tells of its changes: the first who does counts.
    if (circuit.stateName !== from) return;
    circuit.stateName = to;
    watch.changed(cell, { atMs: this.agenda.now, from, to, reason });
  }

  /** The process of an instance that makes calls has ended; one in its place knows nothing of what was. */
  crash(instance: number): void {
    for (const [request, call] of this.calls) {
      if (call.instance === instance) this.endCall(request, OUTCOME.failed);
    }
    this.watched.forEach(({ grid, circuits }, breaker) => {
      // What it shares with others stays as it is.
      if (grid.rows < this.from.node.instances) return;
      for (let column = 0; column < grid.columns; column++) {
        const circuit = { breaker, instance, column };
        const from = circuits[this.cellOf(circuit)]!.stateName;
        if (from === 'closed') continue;
        this.change(circuit, { from, to: 'closed', reason: 'the process began anew' });
      }
    });
  }

  countInFlight(): number {
    return this.calls.size;
  }

  private cellOf({ breaker, instance, column }: CircuitOf): number {
    return this.watched[breaker]!.grid.rowOf(instance) + column;
  }
}

function watchedOn({ node }: PlacedLink, parts: ObservedLinkParts): Watched[] {
  const { agenda, from, to, classes, isWayTroubled, onTransition } = parts;
  const guarded = {
    from,
    to,
    get isFit() {
      return to.isFit && !isWayTroubled();
    },
  };
  return breakerPlaces(node.pipeline).map((place) => {
    const settings = node.pipeline[place.place]!.settings as PipelineBreakerSettings;
    const grid = new CircuitGrid(settings, { caller: from.node, callee: to.node, classes });
    const circuits = Array.from({ length: grid.cells }, () => ({
      stateName: 'closed' as BreakerStateName,
    }));
    const watch = new BreakerWatch(place, guarded, agenda, onTransition);
    watch.guard(grid, circuits);
    return { watch, grid, circuits };
  });
}
