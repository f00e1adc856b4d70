import { countOf, type Latency, meanOf, quantileOf } from '../../scenario/recording/latency.ts';
import { type Step, stepsTogether } from '../../scenario/recording/recording.ts';
import {
  penaltyOf,
  type Stretch,
  scatterOf,
  stretchesOf,
  sumsOf,
  within,
} from './change-points.ts';

/** A stretch in which the service was the same, and all that was written down of it. */
export interface Spell extends Stretch {
  readonly all: Step;
}

/** The service over time: how it was as a rule, and the spells in which it was otherwise. */
export interface Conditions {
  readonly usual: Step;
  readonly spells: readonly Spell[];
  /** What the spells were found by. */
  readonly seenBy: readonly string[];
}

/** Shares of failures that differ by no more than this, in all or of the larger, are told as one. */
const POINTS = 0.005;
const OF_SHARE = 0.1;
/** The same of latencies, as a factor. */
const OF_MIDDLE = 1.15;
const OF_TAIL = 1.25;
/** What lasted so much of the time may be the usual. */
const USUAL = 0.25;

/** Finds the spells: change points first, then what differs by too little for a line is put together. */
export function conditionsOf(steps: readonly Step[]): Conditions {
  const signals = [
    failureSignal(steps),
    ...LATENCIES.flatMap((one) => latencySignal(steps, one) ?? []),
  ];
  const cost = (from: number, until: number) =>
    signals.reduce((sum, signal) => sum + signal.cost(from, until), 0);
  const stretches = stretchesOf(steps.length, cost, penaltyOf(steps.length, signals.length));
  const spellOf = ({ from, until }: Stretch): Spell => ({
    from,
    until,
    all: stepsTogether(steps.slice(...within({ from, until }, steps.length))),
  });
  const found = withoutTrifles(withoutTurns(stretches.map(spellOf), spellOf), spellOf);
  const usual = usualOf(found);
  return {
    usual: stepsTogether(usual.flatMap(({ from, until }) => steps.slice(from, until))),
    spells: found.filter((spell) => !usual.includes(spell)),
    seenBy: signals.map(({ name }) => name),
  };
}

/** The share of failures, 0 to 1. */
export const failureRateOf = ({ failed, requests }: Step): number =>
  requests === 0 ? 0 : failed / requests;

interface Signal {
  readonly name: string;
  /** −2 log likelihood of a stretch. */
  readonly cost: (from: number, until: number) => number;
}

/** Beyond so many requests a step its share of failures is no better known: real services waver. */
const KNOWN_BY = 10_000;

/** Failures are binomial, or scatter as much more as neighbours are seen to. */
function failureSignal(steps: readonly Step[]): Signal {
  const scaled = steps.map(({ requests, failed }) => {
    const factor = Math.min(1, KNOWN_BY / Math.max(1, requests));
    return { requests: requests * factor, failed: failed * factor };
  });
  const squares = scaled.slice(1).flatMap((one, i) => {
    const other = scaled[i]!;
    const share = (one.failed + other.failed) / (one.requests + other.requests);
    if (!(share > 0 && share < 1) || one.requests === 0 || other.requests === 0) return [];
    const apart = one.failed / one.requests - other.failed / other.requests;
    return [apart ** 2 / (share * (1 - share) * (1 / one.requests + 1 / other.requests))];
  });
  const scatter = Math.max(1, scatterOf(squares) ?? 1);
  const requests = sumsOf(scaled.map((one) => one.requests));
  const failed = sumsOf(scaled.map((one) => one.failed));
  return {
    name: 'the share of failures',
    cost: (from, until) => {
      const [n, k] = [requests(from, until), failed(from, until)];
      const good = Math.max(0, n - k);
      return (-2 * (timesLog(k, k / n) + timesLog(good, good / n))) / scatter;
    },
  };
}

const timesLog = (count: number, share: number): number =>
  count <= 0 ? 0 : count * Math.log(share);

interface Figure {
  readonly name: string;
  readonly read: (latency: Latency) => number | undefined;
  /** The factor by which it must differ to be worth a line. */
  readonly worth: number;
}

const medianOf = (latency: Latency): number | undefined => quantileOf(latency, 0.5);

const LATENCIES: readonly Figure[] = [
  { name: 'the median latency', read: medianOf, worth: OF_MIDDLE },
  {
    name: 'the 95 % quantile of the latency',
    read: (latency) => quantileOf(latency, 0.95),
    worth: OF_TAIL,
  },
  {
    name: 'the mean latency',
    read: (latency) => (medianOf(latency) === undefined ? meanOf(latency) : undefined),
    worth: OF_MIDDLE,
  },
];

/** A latency in a step is known no better than to this share: less is not worth a line. */
const LATENCY_FLOOR = 0.03;

/** Logarithms of latencies scatter normally, the less the more requests there are. */
function latencySignal(steps: readonly Step[], { name, read }: Figure): Signal | undefined {
  const known = steps.map(({ served }) => {
    const ms = served === null ? undefined : read(served);
    return ms === undefined || ms <= 0
      ? { log: 0, count: 0 }
      : { log: Math.log(ms), count: countOf(served!) };
  });
  if (known.every(({ count }) => count === 0)) return undefined;
  const squares = known.slice(1).flatMap((one, i) => {
    const other = known[i]!;
    const isThere = one.count > 0 && other.count > 0;
    return isThere ? [(one.log - other.log) ** 2 / (1 / one.count + 1 / other.count)] : [];
  });
  const scatter = scatterOf(squares) ?? 1;
  const weights = known.map(({ count }) =>
    count === 0 ? 0 : 1 / (scatter / count + LATENCY_FLOOR ** 2),
  );
  const w = sumsOf(weights);
  const wy = sumsOf(known.map(({ log }, i) => weights[i]! * log));
  const wyy = sumsOf(known.map(({ log }, i) => weights[i]! * log ** 2));
  return {
    name,
    cost: (from, until) => {
      const weight = w(from, until);
      return weight <= 0 ? 0 : Math.max(0, wyy(from, until) - wy(from, until) ** 2 / weight);
    },
  };
}

/** How far apart two shares of failures are: 1 is just worth a line. */
const sharesApart = (one: number, other: number): number =>
  Math.abs(one - other) / Math.max(POINTS, OF_SHARE * Math.max(one, other));

/** How far apart two spells are, by whatever tells them apart the most. */
function apart(one: Step, other: Step): number {
  const ratios = LATENCIES.map(({ read, worth }) => {
    if (one.served === null || other.served === null) return 0;
    const [a, b] = [read(one.served), read(other.served)];
    if (a === undefined || b === undefined || a <= 0 || b <= 0) return 0;
    return Math.abs(Math.log(a / b)) / Math.log(worth);
  });
  return Math.max(sharesApart(failureRateOf(one), failureRateOf(other)), ...ratios);
}

/** Whether two spells differ by too little to be told apart. */
const isAlike = (one: Step, other: Step): boolean => apart(one, other) < 1;

/**
 * A change in the midst of a step makes a spell of one step that is neither the one nor the other, and so do
 * outcomes that are counted when they are known: it goes to the neighbour that it is more like.
 */
function withoutTurns(spells: readonly Spell[], spellOf: (stretch: Stretch) => Spell): Spell[] {
  const left = [...spells];
  for (let i = left.length - 2; i > 0; i--) {
    const [before, spell, after] = [left[i - 1]!, left[i]!, left[i + 1]!];
    if (
      spell.until - spell.from > 1 ||
      !isBetween(before.all, spell.all, after.all) ||
      isAlike(before.all, after.all)
    )
      continue;
    const isEarly = positionOf(before.all, spell.all, after.all) < 0.5;
    if (isEarly) left.splice(i - 1, 2, spellOf({ from: before.from, until: spell.until }));
    else left.splice(i, 2, spellOf({ from: spell.from, until: after.until }));
  }
  return left;
}

/** How far the one in the middle has come from the first to the last: by failures, or where they do not tell by latency. */
function positionOf(first: Step, middle: Step, last: Step): number {
  const rates = [first, middle, last].map(failureRateOf) as [number, number, number];
  const medians = [first, middle, last].map(({ served }) =>
    Math.log((served === null ? undefined : medianOf(served)) ?? 1),
  ) as [number, number, number];
  const [from, at, to] = Math.abs(rates[2] - rates[0]) > 4 * POINTS ? rates : medians;
  return to === from ? 0 : (at - from) / (to - from);
}

/** As far as chance lets tell: of few requests the share of failures is known to three errors only. */
function isBetween(first: Step, { requests, failed }: Step, last: Step): boolean {
  const share = failed / Math.max(1, requests);
  const room = POINTS + 3 * Math.sqrt((share * (1 - share)) / Math.max(1, requests));
  const [low, high] = [failureRateOf(first), failureRateOf(last)].sort((a, b) => a - b);
  return share >= low! - room && share <= high! + room;
}

/** Whether two shares of failures are worth two numbers in the file. */
export function differ(one: number, other: number): boolean {
  return sharesApart(one, other) >= 1;
}

/** Neighbours that are alike become one, those that are nearest first. */
function withoutTrifles(spells: readonly Spell[], spellOf: (stretch: Stretch) => Spell): Spell[] {
  let left = [...spells];
  for (;;) {
    const gaps = left.slice(1).map((spell, i) => apart(left[i]!.all, spell.all));
    const least = Math.min(Number.POSITIVE_INFINITY, ...gaps);
    if (least >= 1) return left;
    const place = gaps.indexOf(least);
    const [from, until] = [left[place]!.from, left[place + 1]!.until];
    left = [...left.slice(0, place), spellOf({ from, until }), ...left.slice(place + 2)];
  }
}

/** Of the spells that are alike and lasted long enough, those with the fewest failures; of equals the longest. */
function usualOf(spells: readonly Spell[]): readonly Spell[] {
  const lasting = (some: readonly Spell[]) =>
    some.reduce((sum, { from, until }) => sum + until - from, 0);
  const groups = spells.map((spell) => spells.filter(({ all }) => isAlike(all, spell.all)));
  const long = groups.filter((group) => lasting(group) >= USUAL * lasting(spells));
  const [first = [], ...others] = long.length > 0 ? long : groups;
  const failing = (some: readonly Spell[]) =>
    Math.min(...some.map(({ all }) => failureRateOf(all)));
  return others.reduce((best, group) => {
    const fewer = failing(best) - failing(group);
    if (Math.abs(fewer) > POINTS) return fewer > 0 ? group : best;
    return lasting(group) > lasting(best) ? group : best;
  }, first);
}
