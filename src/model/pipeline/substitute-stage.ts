import { createSubstitution, type SubstituteSettings } from '../../resilience/fallback/index.ts';
import type { Substitution } from '../../resilience/fallback/substitution.ts';
import type { Desk } from '../desk.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import { type Caller, Stage } from '../stage.ts';
import { failureTable, IS_ANSWER } from './failure-table.ts';

/** Puts another answer in the place of a failure. The order is answered then, but it is not paid. */
export class SubstituteStage extends Stage {
  private readonly desk: Desk;
  private readonly substitution: Substitution;
  private readonly steppedInFor: Uint8Array;

  constructor(outer: Caller, desk: Desk, settings: SubstituteSettings) {
    super(outer);
    this.desk = desk;
    this.substitution = createSubstitution(settings);
    this.steppedInFor = failureTable((failure) => settings.on.includes(failure));
  }

  begin(order: number): void {
    if (this.substitution.bypasses(this.desk.agenda.now)) {
      this.outer.end(order, OUTCOME.substituted);
    } else {
      this.inner.begin(order);
    }
  }

  end(order: number, outcome: Outcome): void {
    const { now } = this.desk.agenda;
    if (IS_ANSWER[outcome] === 1) this.substitution.onSuccess(now);
    const substituted = this.steppedInFor[outcome] === 1 && this.substitution.onFailure(now);
    this.outer.end(order, substituted ? OUTCOME.substituted : outcome);
  }

  cancel(order: number): void {
    this.inner.cancel(order);
  }
}
