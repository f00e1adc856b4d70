import fc from 'fast-check';
import { armNames } from '../../src/scenario/arm-names.ts';
import { parseClaim, parseQuantity, parseThreshold } from '../../src/scenario/claim-parser.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { setOption } from '../../src/scenario/overrides.ts';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import { attack, promptly } from './attack.ts';
import { weird } from './words.ts';

const WORDS = [
  'with breaker:',
  'without breaker:',
  'orders.paid',
  'orders.arrived',
  'latencyMs.paid.p95',
  'recovery.afterMs',
  '/',
  '>=',
  '<',
  '==',
  '85%',
  '1s',
  '30',
  '0',
  'and',
  'otherwise',
  'state',
  'at',
  'after',
  '5m',
  'open',
  'half-open',
  'amountCents.lost',
  '1_000',
  ' ',
];

const said = fc.oneof(
  weird,
  fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map((words) => words.join(' ')),
);

const PLAIN =
  'duration: 1m\ntraffic: { arrivals: poisson, startRate: 1/s }\npaymentService: { latency: 1s }\n';

const assignment = fc
  .tuple(
    fc.array(
      fc.constantFrom(
        'paymentService',
        'orderService',
        'pipeline',
        '0',
        'script',
        'latency',
        'tick',
      ),
      { minLength: 1, maxLength: 5 },
    ),
    fc.oneof(weird, fc.constantFrom('5', '1s', '[1]', '{ a: 1 }', '__proto__', '*x', '&x')),
  )
  .map(([path, value]) => `${path.join('.')}=${value}`);

export const LANGUAGE = [
  attack('thresholds and claims are read, or refused at a place within them', 400, said, (text) => {
    const arms = armNames(true);
    for (const parse of [parseThreshold, parseClaim, parseQuantity]) {
      const parsed = promptly(() => parse(text, arms));
      if ('expected' in parsed && (parsed.offset < 0 || parsed.offset > text.length)) {
        throw new Error(`the fault lies at ${parsed.offset}`);
      }
    }
  }),
  attack('--set changes a setting, or is refused in words', 300, assignment, (text) => {
    try {
      promptly(() => loadScenario({ name: 'a.yaml', text: PLAIN }, [setOption(text)], () => ''));
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
    }
    if ('polluted' in {} || Object.keys(Object.prototype).length > 0) throw new Error('polluted');
  }),
];
