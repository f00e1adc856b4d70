import type { Study } from '../../experiment/study/study.ts';
import type { ReporterOptions } from '../reporter.ts';

/** One format of a study, by the name that it has for a single run. It computes nothing. */
export interface StudyReporter {
  readonly name: string;
  readonly summary: string;
  /** In pieces of whole lines. */
  readonly write: (study: Study, options: StudyReporterOptions) => Iterable<string>;
}

export type StudyReporterOptions = Omit<ReporterOptions, 'calls'>;
