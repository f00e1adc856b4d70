import { eventsOf, inTurn, traceOf } from '../peers/trace.ts';

/**
 * Traces as lines for the originals in other languages: the seed, then the events, each `ms,call,start` or
 * `ms,call,good` or `ms,call,bad`. With `in-turn` no call starts while another is in flight.
 */
const TRACES = 1_000;

for (let seed = 0; seed < TRACES; seed++) {
  const trace = process.argv.includes('in-turn') ? inTurn(traceOf(seed)) : traceOf(seed);
  const events = eventsOf(trace).map(
    ({ atMs, call, kind }) =>
      `${atMs},${call},${kind === 'start' ? kind : trace[call]!.good ? 'good' : 'bad'}`,
  );
  process.stdout.write(`${seed} ${events.join(' ')}\n`);
}
