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
    prose(`Of a graph every service, every link and the breakers on it can be judged. "after" may follow what is counted as
      it happens: the requests of a service, the calls of a link. The state of a breaker with several circuits is the one
      that most of them are in, and of several breakers the gravest.`),
    code(`
      "two: services.stripe.utilisation < 80%"
      "two: services.stripe.requests.failed after 2m == 0"
      "two: links.checkout.stripe.calls.blocked / links.checkout.stripe.calls.started <= 30%"
      "two: links.checkout.stripe.breaker.opens <= 10"
      "two: state of checkout.stripe at 1m30s == open"`),
    prose('blackfriday help metrics lists the metrics.'),
  ],
};
