import { durationText, shareText } from '../../kernel/quantity-text.ts';
import type { LiveFacts, Result, ThresholdResult } from '../result.ts';
import { sameState } from './same-state.ts';
import { type Pair, TOLERANCES } from './tolerances.ts';

/** A simulation and a run on real services as one result: an arm each, the tolerances as its thresholds. */
export function validationOf(simulated: Result, real: Result): Result {
  const pairs = real.arms.map(
    (arm, place): Pair => ({ simulated: simulated.arms[place]!, real: arm }),
  );
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
      verdict: [...pairs.flatMap(sentences), ...(real.live === undefined ? [] : causes(real.live))],
    },
    thresholds: pairs.flatMap(judged),
    ...(real.partial !== undefined && { partial: real.partial }),
  };
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
      : ` The breaker was in the same state at ${(100 * share).toFixed(1)} % of all instants.`;
  return [
    `${capitalised(real.name)}: real services paid ${paid(real)} of the orders, the simulation ${paid(simulated)}.${states}`,
    ...(longestApart === null || longestApart.untilMs - longestApart.fromMs < NOTED_MS
      ? []
      : [
          `Their states were apart longest from ${durationText(Math.round(longestApart.fromMs))} on, for ${durationText(Math.round(longestApart.untilMs - longestApart.fromMs))}.`,
        ]),
    ...latencySentences(pair),
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

/** Why they are not nearer, as far as that is known. */
function causes({ lateMs, loopLateMs }: LiveFacts): string[] {
  const busy = Object.entries(loopLateMs).filter(([, ms]) => ms >= LATE_MS);
  return [
    ...(lateMs.p99 >= LATE_MS
      ? [`The flood fell behind: one order in a hundred was sent ${Math.round(lateMs.p99)}ms late.`]
      : []),
    ...busy.map(
      ([name, ms]) =>
        `The process of ${name} was kept waiting by the machine: one look in a hundred came ${Math.round(ms)}ms late.`,
    ),
  ];
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
