import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { ATTACKS } from './attacks.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    minutes: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
  },
});
const seed = Number(values.seed);
const chosen = ATTACKS.filter(({ name }) => name.includes(values.only));
const eachMs = (Number(values.minutes) * 60_000) / chosen.length;

console.log(`seed ${seed}, ${values.minutes} minutes over ${chosen.length} attacks`);
let cases = 0;
for (const { name, property } of chosen) {
  const report = await fc.check(property, {
    seed,
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: eachMs,
    markInterruptAsFailure: false,
  });
  cases += report.numRuns;
  console.log(`${String(report.numRuns).padStart(9)}  ${name}`);
  if (!report.failed) continue;
  console.error(fc.defaultReportMessage(report), report.errorInstance);
  process.exitCode = 1;
}
console.log(`${String(cases).padStart(9)}  cases in all; again: npm run fuzz -- --seed ${seed}`);
