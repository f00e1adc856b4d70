import * as v from 'valibot';
import type { ChaosResult } from '../../experiment/study/chaos/chaos-result.ts';
import { chaosSchema } from '../../experiment/study/chaos/chaos-schema.ts';
import { MergeError, resume } from '../../experiment/study/merge.ts';
import { readStudy } from '../../experiment/study/read-study.ts';
import type { Study } from '../../experiment/study/study.ts';
import { sweepSchema } from '../../experiment/study/sweep/sweep-schema.ts';
import type { TuneResult } from '../../experiment/study/tune/tune-result.ts';
import { tuneSchema } from '../../experiment/study/tune/tune-schema.ts';
import { sweptOf } from '../../report/account/sweep/subject.ts';
import { CHAOS_REPORTERS } from '../../report/chaos/index.ts';
import { SWEEP_FORMATS } from '../../report/sweep/index.ts';
import { TUNE_FORMATS } from '../../report/tune/index.ts';
import { faultOf } from '../json-file.ts';
import { openPictures, type PictureOptions, type Pictures, type Portrait } from '../pictures.ts';
import type { ReportOptions } from '../run-options.ts';
import { UsageError } from '../usage-error.ts';
import { CHAOS_PORTRAIT, STUDY_PORTRAIT, SWEEP_PORTRAIT, TUNING_PORTRAIT } from './portraits.ts';
import { asStudyPart } from './study-file.ts';
import { studyReporterOf } from './study-reporter-of.ts';

/** What a file holds that is more than one run, to be told again. */
export interface Retelling {
  /** In the format that the options ask for. */
  readonly write: (options: ReportOptions, look: Look) => Iterable<string>;
  readonly openPictures: (
    options: PictureOptions,
    inputs: readonly string[],
  ) => Promise<Pictures<void>>;
}

interface Look {
  readonly width: number;
  readonly colour: boolean;
}

const marked = v.looseObject({ format: v.string() });

/** Null where it is no study, but may be a result. Throws UsageError where it is a study, and is not whole. */
export function retellingOf(path: string, document: unknown): Retelling | null {
  const read = v.safeParse(marked, document);
  if (!read.success) return null;
  switch (read.output.format) {
    case 'blackfriday.study/1':
      return 'sweep' in read.output
        ? retoldSweep(path, document, read.output.sweep)
        : retoldStudy(path, document);
    case 'blackfriday.tuning/1':
      return retoldTuning(checked(path, 'tuning', tuneSchema, document));
    case 'blackfriday.chaos/1':
      return retoldChaos(checked(path, 'study of incidents', chaosSchema, document));
    default:
      return null;
  }
}

function retoldStudy(path: string, document: unknown): Retelling {
  const study = studyOf(path, document);
  return retelling(study, STUDY_PORTRAIT, (options, look) =>
    studyReporterOf(options, false).write(study, { ...options, ...look }),
  );
}

/** Its grid is told as it was: where its flips were looked for, nothing is left to read them off. */
function retoldSweep(path: string, document: unknown, sweep: unknown): Retelling {
  const told = { ...studyOf(path, document), sweep: checked(path, 'sweep', sweepSchema, sweep) };
  return retelling(told, SWEEP_PORTRAIT, (options, look) =>
    formatOf(SWEEP_FORMATS, 'a sweep', options).write(sweptOf(told), { ...options, ...look }),
  );
}

function retoldTuning(result: TuneResult): Retelling {
  return retelling(result, TUNING_PORTRAIT, (options, look) =>
    formatOf(TUNE_FORMATS, 'a tuning', options).write(result, { ...options, ...look }),
  );
}

function retoldChaos(result: ChaosResult): Retelling {
  return retelling(result, CHAOS_PORTRAIT, (options, look) =>
    formatOf(CHAOS_REPORTERS, 'chaos', options).text(result, { ...options, ...look }),
  );
}

export function formatOf<Format extends { readonly name: string }>(
  formats: readonly Format[],
  what: string,
  { format, chart }: ReportOptions,
): Format {
  const wanted = chart ? 'chart' : format;
  const found = formats.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  const names = formats.map(({ name }) => name).join(', ');
  throw new UsageError(`--format ${wanted}: ${what} has none such, but ${names}`);
}

/** As it was read, because a check puts the keys in an order of its own. */
function checked<Told>(
  path: string,
  what: string,
  schema: v.GenericSchema<unknown, Told>,
  document: unknown,
): Told {
  const found = v.safeParse(schema, document, { abortEarly: true });
  if (found.success) return document as Told;
  throw new UsageError(`${path} is no ${what} of --format json: ${faultOf(found.issues[0])}`);
}

/** What was read off its findings is read off again: a file is trusted with no more than these. */
function studyOf(path: string, document: unknown): Study {
  try {
    return readStudy(resume(asStudyPart(path, document)));
  } catch (error) {
    if (error instanceof MergeError) throw new UsageError(error.message);
    throw error;
  }
}

/** Told in text by `write`, and drawn as `portrait` says. */
export function retelling<Subject>(
  subject: Subject,
  portrait: Portrait<Subject>,
  write: Retelling['write'],
): Retelling {
  return {
    write,
    async openPictures(options, inputs) {
      const pictures = await openPictures(portrait, options, inputs);
      return {
        areWanted: pictures.areWanted,
        write: () => pictures.write(subject),
        discard: () => pictures.discard(),
      };
    },
  };
}
