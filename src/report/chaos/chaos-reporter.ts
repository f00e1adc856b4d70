import type { ChaosResult } from '../../experiment/study/chaos/chaos-result.ts';

/** How the text should look: decided once, by whoever knows the stream that it goes to. */
export interface ChaosReportOptions {
  /** In terminal cells. */
  readonly width: number;
  readonly colour: boolean;
  /** ASCII characters only. */
  readonly ascii: boolean;
  /** The gist only. */
  readonly quiet: boolean;
}

/** One format: its name, what it is for, and the text that it makes of a result, in pieces. */
export interface ChaosReporter {
  readonly name: string;
  readonly summary: string;
  readonly text: (result: ChaosResult, options: ChaosReportOptions) => Iterable<string>;
}
