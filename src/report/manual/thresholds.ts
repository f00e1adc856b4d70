import { GRAMMAR } from '../../scenario/claim-grammar.ts';
import { code, type Page, prose } from './page.ts';

export const thresholds: Page = {
  name: 'thresholds',
  summary: 'criteria to pass or fail by, and the claims of lessons: one grammar',
  blocks: () => [
    prose(`A threshold is a statement about one arm. Where one fails, the command ends with exit code 99, so that a
      scenario can stand in continuous integration. A lesson's claim is the same, and may join several by "and". Where a
      lesson's step runs many seeds, what is compared are means, and better, worse or ~ says how an arm does against the
      first one: beyond doubt, or so that no difference can be told.`),
    code(GRAMMAR),
    code(`
      "with breaker: orders.paid / orders.arrived >= 85%"
      "with breaker: latencyMs.paid.p95 <= 1s"
      "with breaker: recovery.afterMs <= 10s"
      "with breaker: charges.duplicate <= 1_000"`),
    prose('blackfriday help metrics lists the metrics.'),
  ],
};
