import type { ArmResult, Tick } from '../experiment/result.ts';
import { shortCount } from './figures.ts';
import { type GraphTable, linkName } from './services.ts';

type OfService = NonNullable<Tick['services']>[string];
type OfLink = NonNullable<Tick['links']>[string][string];

/** How a figure of a tick is headed and read, the most wanted first. */
type Columns<Facts> = Readonly<Record<string, (facts: Facts) => number>>;

const SERVICE: Columns<OfService> = {
  requests: ({ requests }) => requests.received,
  done: ({ requests }) => requests.successful,
  failed: ({ requests }) => requests.failed,
  blocked: ({ requests }) => requests.blocked,
  busy: ({ busy }) => busy,
  queued: ({ queued }) => queued,
  rejected: ({ requests }) => requests.rejected,
};

const LINK: Columns<OfLink> = {
  made: ({ calls }) => calls.started,
  done: ({ calls }) => calls.successful,
  failed: ({ calls }) => calls.failed,
  blocked: ({ calls }) => calls.blocked,
  'timed out': ({ calls }) => calls.timedOut,
};

/** A table a service, then a table a link: a row a tick. `timeOf`: the start of a tick in words. */
export function graphTickTables(
  arms: readonly ArmResult[],
  timeOf: (startMs: number) => string,
): GraphTable[] {
  const ticks = longestTicks(arms);
  const table = <Facts>(
    title: string,
    columns: Columns<Facts>,
    of: (tick: Tick) => Facts | undefined,
  ): GraphTable => ({
    title,
    head: Object.keys(columns),
    rows: ticks.map(({ startMs }, index) => ({
      label: timeOf(startMs),
      arms: arms.map((arm) => {
        const tick = arm.ticks?.[index];
        const facts = tick === undefined ? undefined : of(tick);
        return Object.values(columns).map((read) =>
          facts === undefined ? '' : shortCount(read(facts)),
        );
      }),
    })),
  });
  const firsts = arms.flatMap(({ ticks: [first] = [] }) => (first === undefined ? [] : [first]));
  const services = new Set(firsts.flatMap((tick) => Object.keys(tick.services ?? {})));
  const links = new Map(firsts.flatMap(linksOf).map((link) => [linkName(link), link]));
  return [
    ...[...services].map((name) => table(name, SERVICE, ({ services }) => services?.[name])),
    ...[...links].map(([name, { from, to }]) =>
      table(name, LINK, ({ links }) => links?.[from]?.[to]),
    ),
  ];
}

/** Every link of a tick, by the names of both ends. */
export function linksOf(tick: Tick): { readonly from: string; readonly to: string }[] {
  return Object.entries(tick.links ?? {}).flatMap(([from, ways]) =>
    Object.keys(ways).map((to) => ({ from, to })),
  );
}

function longestTicks(arms: readonly ArmResult[]): readonly Tick[] {
  return arms.reduce<readonly Tick[]>(
    (longest, { ticks = [] }) => (ticks.length > longest.length ? ticks : longest),
    [],
  );
}
