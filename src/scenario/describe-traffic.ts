import { decimal, durationText, exactShare, rateText } from '../kernel/quantity-text.ts';
import type { OpenLoopTraffic, Traffic } from '../model/traffic/index.ts';
import { trafficSettings } from '../model/traffic/index.ts';
import type { Curve } from './picture.ts';
import { blocksOf, literalOf } from './schema-walk.ts';
import { inWords } from './words.ts';

/** A scenario's traffic in words and numbers. */
export interface TrafficAccount {
  readonly lines: readonly string[];
  /** Orders per second in each column; absent where the rate is the clients' doing. */
  readonly curve?: Curve;
  /** The highest rate in orders per second, where it is known beforehand. */
  readonly peak?: number;
}

/** What comes in, over `durationMs`, for a picture of so many columns. */
export function accountOf(traffic: Traffic, durationMs: number, columns: number): TrafficAccount {
  const { lines, ...account } = arrivalsOf(traffic, durationMs, columns);
  return { ...account, lines: [...lines, ...partLines(traffic)] };
}

function arrivalsOf(traffic: Traffic, durationMs: number, columns: number): TrafficAccount {
  switch (traffic.arrivals) {
    case 'closed':
      return { lines: closedLines(traffic) };
    case 'trace':
      return recorded(traffic, durationMs, columns);
    default:
      return openLoop(traffic, durationMs, columns);
  }
}

/** What kinds of orders there are, and where they come from. */
function partLines({ classes, regions }: Traffic): string[] {
  const kinds = Object.entries(classes ?? {}).map(([name, { share, amount }]) => {
    const own = amount === undefined ? '' : `, amount ${inWords(AMOUNT, amount)}`;
    return `of class ${name} ${exactShare(share)}${own}`;
  });
  const origins = Object.entries(regions ?? {}).map(
    ([name, share]) => `${exactShare(share)} from ${name}`,
  );
  return [...kinds, ...(origins.length === 0 ? [] : [origins.join(', ')])];
}

/** The highest rate in orders per second, where it is known beforehand. */
export function peakOf(traffic: Traffic, durationMs: number): number | undefined {
  switch (traffic.arrivals) {
    case 'closed':
      return undefined;
    case 'trace':
      return recordedPeak(traffic.recorded.instantsMs, durationMs);
    default:
      return peakRate(traffic, durationMs);
  }
}

function closedLines(traffic: Extract<Traffic, { arrivals: 'closed' }>): string[] {
  const { clients, orders } = traffic;
  return [
    `${decimal(clients)} clients, each with one order at a time`,
    `think time ${setting(traffic, 'think')}`,
    orders === undefined
      ? 'orders: no limit, until the run ends'
      : `${decimal(orders)} orders in all`,
    `amount ${setting(traffic, 'amount')}`,
  ];
}

function recorded(
  traffic: Extract<Traffic, { arrivals: 'trace' }>,
  durationMs: number,
  columns: number,
): TrafficAccount {
  const { instantsMs, amountCents, timeUnit } = traffic.recorded;
  const within = expectedOrders(traffic, durationMs);
  const last = instantsMs[instantsMs.length - 1]!;
  const speed = traffic.speed === 1 ? '' : ` at ${decimal(traffic.speed)} times the speed`;
  const beyond = instantsMs.length - within;
  return {
    lines: [
      `recorded in ${traffic.file}${speed}: ${decimal(instantsMs.length)} orders over ${durationText(last)}`,
      traffic.timeUnit === undefined && timeUnit !== 'iso'
        ? `instants say no unit, and are taken for ${timeUnit}`
        : `instants ${timeUnit === 'iso' ? 'are dates' : `in ${timeUnit}`}`,
      ...(beyond === 0
        ? []
        : [`after the end of the run, and so left out: ${decimal(beyond)} of them`]),
      amountCents === null ? `amount ${setting(traffic, 'amount')}` : 'amounts as recorded',
    ],
    curve: { label: 'orders/s', values: recordedRates(instantsMs, durationMs, columns) },
    peak: recordedPeak(instantsMs, durationMs),
  };
}

/** Orders per second in each of so many parts of the run. */
function recordedRates(instantsMs: Float64Array, durationMs: number, parts: number): number[] {
  const counts = Array.from({ length: parts }, () => 0);
  for (const instant of instantsMs) {
    if (instant >= durationMs) break;
    const part = Math.min(parts - 1, Math.floor((instant / durationMs) * parts));
    counts[part] = counts[part]! + 1;
  }
  return counts.map((count) => (count * parts * 1000) / durationMs);
}

/** The peak of a trace is the mean of so long a stretch: of a shorter one it would be chance. */
export function busiestStretchMs(durationMs: number): number {
  return durationMs / Math.max(1, Math.min(60, Math.floor(durationMs / 1000)));
}

function recordedPeak(instantsMs: Float64Array, durationMs: number): number {
  const parts = Math.round(durationMs / busiestStretchMs(durationMs));
  return Math.max(...recordedRates(instantsMs, durationMs, parts));
}

function openLoop(traffic: OpenLoopTraffic, durationMs: number, columns: number): TrafficAccount {
  const { startRate, stages, arrivals } = traffic;
  const ordersBy = cumulative(traffic);
  const ramps = stages.map(({ duration, target }, index) => {
    if (duration === 0) return `at once to ${rateText(target)}`;
    const before = index === 0 ? startRate : stages[index - 1]!.target;
    return target === before
      ? `${durationText(duration)} at ${rateText(target)}`
      : `within ${durationText(duration)} to ${rateText(target)}`;
  });
  const name = arrivals === 'poisson' ? 'Poisson' : arrivals.replaceAll('-', ' ');
  const values = Array.from({ length: columns }, (_, column) => {
    const from = (column * durationMs) / columns;
    const until = ((column + 1) * durationMs) / columns;
    return ((ordersBy(until) - ordersBy(from)) * columns * 1000) / durationMs;
  });
  return {
    lines: [
      `${name} arrivals at ${rateText(startRate)}${ramps.length === 0 ? ' throughout' : ''}`,
      ...(ramps.length === 0 ? [] : [`then ${ramps.join(', ')}`]),
      `about ${decimal(ordersBy(durationMs), 0)} orders in all`,
      `amount ${setting(traffic, 'amount')}`,
    ],
    curve: { label: 'orders/s', values },
    peak: peakRate(traffic, durationMs),
  };
}

/** Orders that come within a run, as far as that is known beforehand; Infinity where it is the clients' doing. */
export function expectedOrders(traffic: Traffic, durationMs: number): number {
  switch (traffic.arrivals) {
    case 'closed':
      return traffic.orders ?? Number.POSITIVE_INFINITY;
    case 'trace':
      return traffic.recorded.instantsMs.filter((instant) => instant < durationMs).length;
    default:
      return cumulative(traffic)(durationMs);
  }
}

/** Orders expected by an instant: the area under the rate. */
function cumulative({ startRate, stages }: OpenLoopTraffic): (untilMs: number) => number {
  return (untilMs) => {
    let orders = 0;
    let at = 0;
    let rate = startRate;
    for (const { duration, target } of stages) {
      const passed = Math.max(0, Math.min(duration, untilMs - at));
      const reached = duration === 0 ? target : rate + ((target - rate) * passed) / duration;
      orders += ((rate + reached) / 2) * (passed / 1000);
      at += duration;
      rate = target;
    }
    return orders + rate * (Math.max(0, untilMs - at) / 1000);
  };
}

function peakRate({ startRate, stages }: OpenLoopTraffic, durationMs: number): number {
  let at = 0;
  let rate = startRate;
  let peak = startRate;
  for (const { duration, target } of stages) {
    if (at >= durationMs) break;
    const share = duration === 0 ? 1 : Math.min(1, (durationMs - at) / duration);
    peak = Math.max(peak, rate + (target - rate) * share);
    at += duration;
    rate = target;
  }
  return peak;
}

/** As a class may have one of its own. */
const AMOUNT = blocksOf(trafficSettings as never)[0]!.entries!.amount!;

function setting<Kind extends Traffic>(traffic: Kind, key: keyof Kind & string): string {
  const block = blocksOf(trafficSettings as never).find(
    ({ entries }) => literalOf(entries!.arrivals!) === traffic.arrivals,
  )!;
  return inWords(block.entries![key]!, traffic[key]);
}
