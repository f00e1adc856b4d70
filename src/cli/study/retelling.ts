import * as v from 'valibot';
import { MergeError, resume } from '../../experiment/study/merge.ts';
import { readStudy } from '../../experiment/study/read-study.ts';
import type { Study } from '../../experiment/study/study.ts';
import { openPictures, type PictureOptions, type Pictures, type Portrait } from '../pictures.ts';
import type { ReportOptions } from '../run-options.ts';
import { UsageError } from '../usage-error.ts';
import { STUDY_PORTRAIT } from './portraits.ts';
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
      return retoldStudy(path, document);
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
