import type { Ledger } from '../../model/books/ledger.ts';
import type { IncidentBill } from '../../model/metrics/economics-metrics.ts';
import { combined, type Toll, tollOf } from '../../model/metrics/toll.ts';
import { expectedOrders } from '../../scenario/describe-traffic.ts';
import type { Economics } from '../../scenario/economics.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { meanTimeToRecovery } from '../incident/recovery.ts';
import type { Yardstick } from '../incident/yardstick.ts';
import type { Incident } from '../result.ts';
import { BelowNormal, paymentsIn } from './below-normal.ts';

/** Reads off the books of one arm what its incidents cost. */
export class BillBook {
  /** To be told of every order from the first trouble on. */
  readonly below: BelowNormal;
  private readonly economics: Economics;
  private readonly yardstick: Yardstick | null;
  private before: Toll | null = null;

  /** `yardstick`: null where there is no trouble. */
  constructor(economics: Economics, yardstick: Yardstick | null, expected: number) {
    this.economics = economics;
    this.yardstick = yardstick;
    this.below = new BelowNormal(paymentsIn(expected));
  }

  /** When to note what the books hold: as the first trouble begins, in ms; Infinity once it is noted. */
  get nextMs(): number {
    const { yardstick } = this;
    const isDue = yardstick !== null && this.before === null;
    return isDue ? yardstick.troubles[0]!.fromMs : Number.POSITIVE_INFINITY;
  }

  note(ledger: Ledger): void {
    this.before = tollOf(ledger);
  }

  /** The bill of a run that ended at `endMs`. */
  read(ledger: Ledger, incidents: readonly Incident[], endMs: number): IncidentBill {
    const { incidentsPerYear } = this.economics;
    const number = incidents.length;
    const belowNormalMs = this.below.finish(endMs);
    return {
      prices: this.economics,
      incidentsPerYear: typeof incidentsPerYear === 'number' ? incidentsPerYear : null,
      toll: number === 0 || this.before === null ? null : this.toll(this.before, ledger, number),
      recoveryMs: meanTimeToRecovery(incidents),
      belowNormalMs: number === 0 || belowNormalMs === null ? null : belowNormalMs / number,
    };
  }

  /** An incident's, beyond that of as many orders before the first. */
  private toll(before: Toll, ledger: Ledger, number: number): Toll {
    const end = tollOf(ledger);
    const isTold = before.ended >= this.yardstick!.payments;
    const timesBefore = isTold ? (end.ended - before.ended) / before.ended : 0;
    return combined(before, end, (was, is) => (is - was - was * timesBefore) / number);
  }
}

/** Null where the scenario names no prices. */
export function billBookOf(scenario: Scenario, yardstick: Yardstick | null): BillBook | null {
  const { economics, traffic, duration } = scenario;
  return economics === undefined
    ? null
    : new BillBook(economics, yardstick, expectedOrders(traffic, duration));
}
