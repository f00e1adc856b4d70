import { decimal, durationText } from '../kernel/quantity-text.ts';
import { uncalledSentence } from './graph-checks.ts';
import { overloadSentence } from './overload.ts';
import type { Scenario } from './schema.ts';

type Read = Omit<Scenario, 'warnings'>;

/** What of a scenario is no mistake and yet worth a word before it is run, a sentence each. */
export function warningsOf(scenario: Read): string[] {
  const { services, traffic } = scenario;
  const uncalled = services === undefined ? '' : uncalledSentence({ services, traffic });
  return [traceSentence(scenario), uncalled, overloadSentence(scenario)].filter(
    (warning) => warning !== '',
  );
}

/** As recorded, a trace of this many orders or more that come faster than this was read in a wrong unit. */
const CROWD = { orders: 100, perSecond: 1_000 };

/** A unit of time that was inferred, or that makes of a trace what no shop has seen. */
function traceSentence({ traffic }: Read): string {
  if (traffic.arrivals !== 'trace') return '';
  const { file, recorded, speed, timeUnit } = traffic;
  const orders = recorded.instantsMs.length;
  const spanMs = recorded.instantsMs[orders - 1]! * speed;
  const load = `${decimal(orders)} orders within ${durationText(Math.round(spanMs))}`;
  if (timeUnit === undefined && recorded.timeUnit !== 'iso') {
    return `The instants in ${file} are bare numbers, taken for ms: ${load}. Say timeUnit: ms, or timeUnit: s.`;
  }
  const isCrowd = orders >= CROWD.orders && orders * 1000 > spanMs * CROWD.perSecond;
  return isCrowd ? `The trace ${file} holds ${load}: is timeUnit: ${recorded.timeUnit} right?` : '';
}
