import type { Agenda } from '../../kernel/agenda.ts';
import type { TransitionListener } from '../books/breaker-watch.ts';
import { LinkBook } from '../books/link-book.ts';
import { Distances } from '../topology/distances.ts';
import type { Graph } from '../topology/graph.ts';
import type { Ways } from '../topology/ways.ts';
import { linksOf } from './links.ts';
import { ObservedLink } from './observed-link.ts';
import type { ObservedService } from './observed-service.ts';

interface LinksParts {
  readonly agenda: Agenda;
  readonly services: readonly ObservedService[];
  /** Undefined where everything is in one place. */
  readonly ways: Ways | undefined;
  /** The names of the classes of orders; none: all are alike. */
  readonly classes: readonly string[];
  readonly onTransition: TransitionListener;
}

/** The links of real services; all from one service to another are in one book. */
export function observedLinks(
  graph: Graph,
  { services, ways, ...parts }: LinksParts,
): ObservedLink[] {
  const books = new Map<string, LinkBook>();
  return linksOf(graph).map((placed) => {
    const from = services[placed.from]!;
    const to = services[placed.node.to]!;
    const ends = `${placed.from} ${placed.node.to}`;
    const book = books.get(ends) ?? new LinkBook();
    books.set(ends, book);
    if (to.node.outlierDetection !== undefined) to.isWatchedBy(placed.from, from.node.instances);
    const distances = ways && new Distances(ways, from.node.regions, to.node.regions);
    const isWayTroubled = (): boolean =>
      distances?.all.some((way) => ways!.isTroubled(way)) ?? false;
    return new ObservedLink(placed, { ...parts, from, to, book, isWayTroubled });
  });
}
