import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { ATTACKS } from './attacks.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    minutes: { type: 'string', default: '5' },
    /** Of each attack, in the place of a time. */
    cases: { type: 'string' },
    only: { type: 'string', default: '' },
  },
});
const seed = Number(values.seed);
const chosen = ATTACKS.filter(({ name }) => name.includes(values.only));
const until =
  values.cases === undefined
    ? {
        numRuns: Number.MAX_SAFE_INTEGER,
        interruptAfterTimeLimit: (Number(values.minutes) * 60_000) / chosen.length,
        markInterruptAsFailure: false,
      }
    : { numRuns: Number(values.cases) };

console.log(`seed ${seed}, ${chosen.length} attacks`);
let cases = 0;
for (const { name, property } of chosen) {
  const report = await fc.check(property, { seed, ...until });
  cases += report.numRuns;
  console.log(`${String(report.numRuns).padStart(9)}  ${name}`);
  if (!report.failed) continue;
  console.error(fc.defaultReportMessage(report), report.errorInstance);
  process.exitCode = 1;
}
console.log(`${String(cases).padStart(9)}  cases in all; again: npm run fuzz -- --seed ${seed}`);
