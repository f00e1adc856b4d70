import { durationText, shareText } from '../../kernel/quantity-text.ts';
import type { ArmResult, LiveFacts, Result, ThresholdResult } from '../result.ts';
import { circuitsOf, sameState } from './same-state.ts';
import { type Pair, TOLERANCES } from './tolerances.ts';

/** A simulation and a run on real services as one result: an arm each, the tolerances as its thresholds. */
export function validationOf(simulated: Result, real: Result): Result {
  const pairs = real.arms.map(
    (arm, place): Pair => ({ simulated: simulated.arms[place]!, real: arm }),
  );
  const thresholds = pairs.flatMap(judged);
  return {
    format: 'blackfriday.result/1',
    source: 'live',
    ...(real.live !== undefined && { live: real.live }),
    scenario: real.scenario,
    arms: pairs.flatMap((pair) => [
      { ...pair.simulated, name: `${pair.simulated.name}, simulated` },
      { ...pair.real, name: `${pair.real.name}, real` },
    ]),
    validation: {
      verdict: [
        leadOf(thresholds),
        ...pairs.map((pair) => sentences(pair).join(' ')),
        ...(real.live === undefined ? [] : causes(real.live)),
      ],
    },
    thresholds,
    ...(real.partial !== undefined && { partial: real.partial }),
  };
}

/** What it all comes to. */
function leadOf(thresholds: readonly ThresholdResult[]): string {
  const all = thresholds.length;
  const broken = thresholds.filter(({ verdict }) => verdict === 'failed').length;
  if (broken === 0) return `Simulation and reality agree: all ${all} tolerances are kept.`;
  const are = broken === 1 ? 'is' : 'are';
  return `Simulation and reality are apart: ${broken} of ${all} tolerances ${are} not kept.`;
}

function judged(pair: Pair): ThresholdResult[] {
  return TOLERANCES.flatMap(({ what, unit, bound, observed }) => {
    const found = observed(pair);
    if (found === null) return [];
    const { kind, value } = bound(pair);
    const limit = { share: shareText(value), ms: `${value}ms`, number: String(value) }[unit];
    const isKept = kind === 'least' ? found >= value : found <= value;
    const arm = pair.real.name;
    const words = kind === 'least' ? `at least ${limit}` : `at most ${limit} apart`;
    return [
      {
        text: `${arm}: ${what}, ${words}`,
        arm,
        verdict: isKept ? 'passed' : 'failed',
        observed: found,
        unit,
      },
    ];
  });
}

/** How near they are. */
function sentences(pair: Pair): string[] {
  const { simulated, real } = pair;
  const { share, longestApart } = sameState(simulated, real);
  const paid = ({ totals: { orders } }: Pair['real']): string =>
    orders.arrived === 0 ? 'none' : `${((100 * orders.paid) / orders.arrived).toFixed(1)} %`;
  const states =
    share === null
      ? ''
      : ` ${circuitsOf(real) > 1 ? 'The circuits were' : 'The breaker was'} in the same state at ${(100 * share).toFixed(1)} % of all instants.`;
  return [
    `${capitalised(real.name)}: real services paid ${paid(real)} of the orders, the simulation ${paid(simulated)}.${states}`,
    ...(longestApart === null || longestApart.untilMs - longestApart.fromMs < NOTED_MS
      ? []
      : [
          `Their states were apart longest from ${durationText(Math.round(longestApart.fromMs))} on, for ${durationText(Math.round(longestApart.untilMs - longestApart.fromMs))}.`,
        ]),
    ...latencySentences(pair),
    ...balanceSentences(real),
    ...countingSentences(real),
  ];
}

/** A breaker acts on single calls, and these are some ms late: not worth a word. */
const NOTED_MS = 100;
const LATE_MS = 20;

function latencySentences({ simulated, real }: Pair): string[] {
  const [one, other] = [simulated.totals.callLatencyMs, real.totals.callLatencyMs];
  if (one === null || other === null) return [];
  const more = other.mean - one.mean;
  const word = more < 0 ? 'shorter' : 'longer';
  return [
    `A call took ${Math.abs(more).toFixed(1)}ms ${word} than simulated in the mean: timers are of whole ms, and HTTP has its price.`,
  ];
}

/** Processes do not know of one another's calls. */
function balanceSentences({ graph }: ArmResult): string[] {
  const fleets = (graph?.services ?? []).filter(({ instances }) => instances > 1);
  const isFleet = (name: string): boolean => fleets.some((fleet) => fleet.name === name);
  return (graph?.links ?? [])
    .filter(({ from, to }) => isFleet(from) && isFleet(to))
    .map(
      ({ from, to }) =>
        `Each instance of ${from} shares out its own calls to ${to}; simulated, one balance does it for all.`,
    );
}

/** Those who share a circuit do not share their counts. */
function countingSentences({ graph, breakers = [] }: ArmResult): string[] {
  const instancesOf = (name: string | undefined): number =>
    graph?.services.find((service) => service.name === name)?.instances ?? 1;
  return breakers
    .filter(({ link, circuits = 1 }) => circuits < instancesOf(link?.from))
    .map(
      ({ link }) =>
        `Each instance of ${link!.from} counts its own calls to ${link!.to}, and shares what it finds; simulated, the store counts all of them, and finds it sooner.`,
    );
}

/** Why they are not nearer, as far as that is known. */
function causes({ lateMs, loopLateMs }: LiveFacts): string[] {
  const busy = Object.entries(loopLateMs).filter(([, ms]) => ms >= LATE_MS);
  return [
    ...(lateMs.p99 >= LATE_MS
      ? [`The flood fell behind: one order in a hundred was sent ${Math.round(lateMs.p99)}ms late.`]
      : []),
    ...(busy.length === 0 ? [] : [kept(busy)]),
  ];
}

/** So many are told by name. */
const NAMED = 3;

function kept(busy: readonly (readonly [string, number])[]): string {
  const names = busy.slice(0, NAMED).map(([name]) => name);
  const more = busy.length > NAMED ? [`${busy.length - NAMED} more`] : [];
  const list = [...names, ...more];
  const latest = Math.round(Math.max(...busy.map(([, ms]) => ms)));
  const [last] = list.slice(-1);
  const who = list.length === 1 ? last : `${list.slice(0, -1).join(', ')} and ${last}`;
  const what = list.length === 1 ? 'process' : 'processes';
  return `The ${what} of ${who} ${list.length === 1 ? 'was' : 'were'} kept waiting by the machine: one look in a hundred came up to ${latest}ms late.`;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
