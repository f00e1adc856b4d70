import type { ReporterOptions } from '../reporter.ts';

/** How a sheet is to look. */
export type SheetOptions = Pick<ReporterOptions, 'width' | 'colour' | 'ascii' | 'quiet'>;

/** One format of a result that is more than one run. It computes nothing. */
export interface SheetFormat<Result> {
  readonly name: string;
  readonly summary: string;
  /** In pieces of whole lines. */
  readonly write: (result: Result, options: SheetOptions) => Iterable<string>;
}
