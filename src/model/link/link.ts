import type { TransitionListener } from '../books/breaker-watch.ts';
import { BreakerWatch, breakerPlaces } from '../books/breaker-watch.ts';
import type { LinkBook } from '../books/link-book.ts';
import type { CallSite } from '../books/witness.ts';
import type { Callee, Caller } from '../call.ts';
import type { Luck } from '../luck.ts';
import type { Run } from '../run.ts';
import type { Service } from '../service/service.ts';
import type { LinkNode } from '../topology/graph.ts';
import { Desk } from './desk.ts';
import { LinkEnd } from './link-end.ts';
import type { Outliers } from './outliers.ts';
import { BreakerStage } from './pipeline/breaker-stage.ts';
import { createStage } from './pipeline/index.ts';
import { SharedBreakerStage } from './pipeline/shared-breaker-stage.ts';
import type { Outages } from './sharing/outages.ts';

/** A service's way to another, at work: the pipeline that guards it, and the end that makes the call. */
export interface Link extends Callee {
  readonly from: Service;
  readonly to: Service;
  readonly book: LinkBook;
  /** One for each place of the pipeline that has a breaker, outermost first. */
  readonly breakers: readonly BreakerWatch[];
  /** Calls in flight, counted slot by slot: for the audit, not for every day. */
  countInFlight(): number;
}

/** What the links of a world are made of. */
export interface LinkParts {
  readonly run: Run;
  readonly services: readonly Service[];
  readonly luckOf: (name: string) => Luck;
  /** Where the calls from one service to another are counted. */
  readonly bookOf: (from: Service, to: Service) => LinkBook;
  /** What the one leaves alone of the other's instances; undefined where it leaves none. */
  readonly outliersOf: (from: Service, to: Service) => Outliers | undefined;
  /** What strikes the stores and nodes by which the service shares its circuits, by its script. */
  readonly outagesOf: (from: Service) => Outages | undefined;
  readonly onTransition: TransitionListener;
  /** Told of every link, that of a backup included, before those within it. */
  readonly onLink: (link: Link) => void;
}

/** Where a link begins. */
export interface LinkStart {
  readonly from: Service;
  /** Its calls end there. */
  readonly outer: Caller;
  /** What its breakers are part of. */
  readonly pipeline: string;
  /** The outermost breaker outside of it that hears of its calls. */
  readonly heardBy: CallSite['heardBy'];
  /** Whether what is deferred here makes the order deferred, to be settled in the end. */
  readonly settles: boolean;
}

/** Wires a link: its policies from the outermost inward, and the ways to their backups. */
export function createLink(node: LinkNode, start: LinkStart, parts: LinkParts): Link {
  const { from, pipeline, settles } = start;
  const { run } = parts;
  const to = parts.services[node.to]!;
  const desk = new Desk(run, {
    from,
    target: to,
    luck: parts.luckOf(node.luck),
    book: parts.bookOf(from, to),
    outliers: parts.outliersOf(from, to),
    outages: parts.outagesOf(from),
    settles,
  });
  const guarded = {
    from,
    to,
    get isFit() {
      return desk.isFit;
    },
  };
  const watches = breakerPlaces(node.pipeline).map(
    (place) => new BreakerWatch(place, guarded, run.agenda, parts.onTransition),
  );
  let first: Callee | undefined;
  const link: Link = {
    from,
    to,
    book: desk.book,
    breakers: watches,
    begin: (slot) => {
      desk.reset(slot);
      first!.begin(slot);
    },
    cancel: (slot) => first!.cancel(slot),
    countInFlight: () => end.countInFlight(),
  };
  parts.onLink(link);
  let heardBy = start.heardBy;
  let outer = start.outer;
  let connect = (inner: Callee): void => {
    first = inner;
  };
  node.pipeline.forEach((policy, place) => {
    const stage = createStage(policy, outer, desk, {
      openBackup: (backupOuter) =>
        createLink(node.backups.get(place)!, { ...start, outer: backupOuter, heardBy }, parts),
      breakerSite: () => ({
        watch: watches.find((watch) => watch.place === place)!,
        pipeline,
      }),
    });
    if (stage instanceof BreakerStage || stage instanceof SharedBreakerStage) heardBy ??= stage;
    connect(stage);
    connect = (inner) => stage.connect(inner);
    outer = stage;
  });
  const end = new LinkEnd(desk, outer, { way: desk, heardBy });
  connect(end);
  return link;
}
