import { STUDY_REPORTERS } from '../../report/study/index.ts';
import type { StudyReporter } from '../../report/study/study-reporter.ts';
import { UsageError } from '../usage-error.ts';

/** The format asked for; throws UsageError where a study has none of that name. */
export function studyReporterOf({
  format,
  chart,
}: {
  readonly format: string;
  readonly chart: boolean;
}): StudyReporter {
  const name = chart ? 'chart' : format;
  const reporter = STUDY_REPORTERS.find((one) => one.name === name);
  if (reporter !== undefined) return reporter;
  const names = STUDY_REPORTERS.map((one) => one.name).join(', ');
  throw new UsageError(`--format ${name} is for one run; a study has ${names}`);
}
