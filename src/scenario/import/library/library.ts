import type { Pipeline } from '../../../resilience/pipeline.ts';
import type { Written } from '../../written.ts';
import type { Reader } from '../section.ts';
import type { Source } from '../source.ts';

/** Settings found in a file, under the name that the file gives them. */
export interface Candidate {
  readonly name: string;
  /** The policies, outermost first; what there is to say of them goes to the reader. */
  read(reader: Reader): Written[];
}

/** A library whose settings can be read, and perhaps written. */
export interface Library {
  /** As `--from` and `--to` name it. */
  readonly name: string;
  readonly title: string;
  /** Whose defaults and behaviour are meant. */
  readonly version: string;
  /** What is read, for the help and the list of libraries. */
  readonly reads: string;
  /** All settings of the library in the files; none: they are not its files. */
  find(source: Source): readonly Candidate[];
  /** How settings are written: the file that would hold them, and its text. */
  readonly writes?: {
    readonly file: string;
    text(pipeline: Pipeline, name: string): string;
  };
}
