import { linksOf } from '../../model/observed/links.ts';
import { OUTCOME, type Outcome } from '../../model/outcome.ts';
import type { Graph } from '../../model/topology/graph.ts';
import { nameOf, STATUS } from '../answer.ts';
import type { Address } from '../messages.ts';
import { BadRequest, bodyOf, wholeIn } from './body.ts';
import { TOKEN_HEADER } from './client.ts';
import type { Handler, Reply, Routes } from './door.ts';
import { Outbound, type See } from './outbound.ts';
import { RealService, type Request } from './real-service.ts';
import type { RealTime } from './real-time.ts';

/** What a service of a graph is made of. */
export interface Surroundings {
  readonly seed: number;
  readonly graph: Graph;
  /** Its place in the graph. */
  readonly place: number;
  readonly time: RealTime;
  readonly see: See;
  /** What its requests bear; empty where anybody may ask. */
  readonly token: string;
  /** Where the others are, once that is known. */
  readonly addressOf: (place: number) => Address;
}

/** A service with its ways to others. */
export interface Staffed {
  readonly service: RealService;
  readonly links: readonly Outbound[];
}

export function staffed({
  seed,
  graph,
  place,
  time,
  see,
  token,
  addressOf,
}: Surroundings): Staffed {
  const node = graph.services[place]!;
  const all = linksOf(graph);
  const outbound = (of: (typeof all)[number], backup: Outbound | undefined): Outbound =>
    new Outbound({
      seed,
      place: all.indexOf(of),
      node: of.node,
      backup,
      settles: place === 0 && of.node.isEssential,
      to: graph.services[of.node.to]!.name,
      address: () => addressOf(of.node.to),
      token,
      see,
    });
  const turns = node.calls.map((call) => {
    const [backupNode] = 'route' in call ? [] : [...call.backups.values()];
    const backup = all.find((one) => one.node === backupNode);
    const own = all.find((one) => one.node === call)!;
    const link = outbound(own, backup && outbound(backup, undefined));
    return { link, isEssential: call.isEssential };
  });
  const service = new RealService({ seed, place, node, turns, time, see });
  return { service, links: turns.map(({ link }) => link) };
}

/** Orders that come without a number are numbered from here on. */
const FIRST_UNNUMBERED = 1_000_000_000;

/** What the service answers on HTTP. */
export function routesOf(service: RealService, isFront: boolean, token: string): Routes {
  let unnumbered = FIRST_UNNUMBERED;
  const take: Handler = async (request, gone) => {
    if (token !== '' && request.headers[TOKEN_HEADER] !== token) {
      throw new BadRequest(403, 'this service takes the orders of its own run only');
    }
    const body = await bodyOf(request);
    const wanted: Request = {
      order: wholeIn(body, 'order', 0, () => unnumbered++),
      call: isFront ? 0 : wholeIn(body, 'call', 1, () => 1),
      amountCents: wholeIn(body, 'amountCents', 0, () => 0),
      withoutBreaker: /[?&]breaker=off\b/.test(request.url ?? ''),
    };
    const outcome = await service.serve(wanted, gone);
    return outcome === null ? null : replyOf(outcome, wanted);
  };
  return {
    [isFront ? 'POST /orders' : 'POST /payments']: take,
    'POST /ping': async (_request, gone) => {
      const outcome = await service.ping();
      return outcome === null || gone.aborted ? null : replyOf(outcome);
    },
    'GET /healthz': async () => ({ status: 200, body: { status: 'ok', service: service.name } }),
    'GET /readyz': async () => {
      const isReady = service.conditions.outage === null;
      return {
        status: isReady ? 200 : 503,
        body: { status: isReady ? 'ready' : 'away', service: service.name },
      };
    },
  };
}

function replyOf(outcome: Outcome, request?: Request): Reply {
  const name = nameOf(outcome);
  const body = { outcome: name, ...(request !== undefined && { order: request.order }) };
  const isBusy = outcome === OUTCOME.blocked || outcome === OUTCOME.rejected;
  return { status: STATUS[name], body, ...(isBusy && { headers: { 'retry-after': '1' } }) };
}
