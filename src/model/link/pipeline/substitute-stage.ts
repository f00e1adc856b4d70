import { createSubstitution, type SubstituteSettings } from '../../../resilience/fallback/index.ts';
import type { Substitution } from '../../../resilience/fallback/substitution.ts';
import type { Caller } from '../../call.ts';
import { OUTCOME, type Outcome } from '../../outcome.ts';
import type { Desk } from '../desk.ts';
import { IS_ANSWER, tableOf } from '../failure-table.ts';
import { PolicyStage } from './policy-stage.ts';

/** Puts another answer in the place of a failure. What is answered so is not paid. */
export class SubstituteStage extends PolicyStage {
  private readonly substitutions: readonly Substitution[];
  private readonly steppedInFor: Uint8Array;

  constructor(outer: Caller, desk: Desk, settings: SubstituteSettings) {
    super(outer, desk);
    this.substitutions = this.cells(() => createSubstitution(settings));
    this.steppedInFor = tableOf(settings.on);
  }

  begin(slot: number): void {
    if (this.substitutions[this.instanceOf(slot)]!.bypasses(this.run.agenda.now)) {
      this.outer.end(slot, OUTCOME.substituted);
    } else {
      this.inner.begin(slot);
    }
  }

  override end(slot: number, outcome: Outcome): void {
    const { now } = this.run.agenda;
    const substitution = this.substitutions[this.instanceOf(slot)]!;
    if (IS_ANSWER[outcome] === 1) substitution.onSuccess(now);
    const substituted = this.steppedInFor[outcome] === 1 && substitution.onFailure(now);
    if (substituted) this.run.blocks.tookOver(this.desk.requests, slot, outcome);
    this.outer.end(slot, substituted ? OUTCOME.substituted : outcome);
  }
}
