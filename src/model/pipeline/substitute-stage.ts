import { createSubstitution, type SubstituteSettings } from '../../resilience/fallback/index.ts';
import type { Substitution } from '../../resilience/fallback/substitution.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { Run } from '../run.ts';
import { IS_ANSWER, tableOf } from './failure-table.ts';
import { type Caller, PolicyStage } from './policy-stage.ts';

/** Puts another answer in the place of a failure. The order is answered then, but it is not paid. */
export class SubstituteStage extends PolicyStage {
  private readonly substitution: Substitution;
  private readonly steppedInFor: Uint8Array;

  constructor(outer: Caller, run: Run, settings: SubstituteSettings) {
    super(outer, run);
    this.substitution = createSubstitution(settings);
    this.steppedInFor = tableOf(settings.on);
  }

  begin(slot: number): void {
    if (this.substitution.bypasses(this.run.agenda.now)) {
      this.outer.end(slot, OUTCOME.substituted);
    } else {
      this.inner.begin(slot);
    }
  }

  override end(slot: number, outcome: Outcome): void {
    const { now } = this.run.agenda;
    if (IS_ANSWER[outcome] === 1) this.substitution.onSuccess(now);
    const substituted = this.steppedInFor[outcome] === 1 && this.substitution.onFailure(now);
    if (substituted && outcome === OUTCOME.blocked) this.run.blocked(slot);
    this.outer.end(slot, substituted ? OUTCOME.substituted : outcome);
  }
}
