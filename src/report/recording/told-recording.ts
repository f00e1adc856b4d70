import type { RecordedScenario } from '../../experiment/recording/recorded-scenario.ts';
import type { Reproduction } from '../../experiment/recording/reproduction.ts';
import type { Unknown } from '../../experiment/recording/unknown.ts';
import type { ScenarioHead } from '../../experiment/result.ts';
import type { Recording } from '../../scenario/recording/recording.ts';

/** All that there is to tell of a recording that became a scenario. */
export interface ToldRecording {
  readonly recording: Recording;
  readonly scenario: RecordedScenario;
  /** The scenario as it was run. */
  readonly head: ScenarioHead;
  readonly yaml: string;
  readonly reproduction: Reproduction;
  readonly unknowns: readonly Unknown[];
  /** How far the run came, in ms; null: to its end. */
  readonly interruptedAtMs: number | null;
}
