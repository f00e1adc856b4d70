import { STUDY_REPORTERS } from '../../report/study/index.ts';
import { json } from '../../report/study/json.ts';
import type { StudyReporter } from '../../report/study/study-reporter.ts';
import type { ReportOptions } from '../run-options.ts';
import { UsageError } from '../usage-error.ts';

/**
 * The format asked for; of a part of a study, which is for `merge` to read, the one that it reads. Throws UsageError
 * where a study cannot be had so.
 */
export function studyReporterOf(options: ReportOptions, isShard: boolean): StudyReporter {
  const { format, chart } = options;
  if (options.byService) {
    throw new UsageError('--by-service tells one run: leave --seeds out, or show one with --seed');
  }
  const usual = STUDY_REPORTERS[0]!.name;
  if (isShard) {
    if (!chart && (format === usual || format === json.name)) return json;
    throw new UsageError(`--shard writes its part with --format json, for merge to read`);
  }
  if (chart && format !== usual && format !== 'chart') {
    throw new UsageError(`--chart is a format of its own, and so is --format ${format}`);
  }
  const name = chart ? 'chart' : format;
  return STUDY_REPORTERS.find((one) => one.name === name)!;
}
