import type { Alignment } from '../table/grid.ts';

/** What a study of many candidates or cells tells people, whatever it is written as. */
export type SheetPart =
  | { readonly kind: 'title'; readonly text: string }
  /** Where it comes from. */
  | { readonly kind: 'facts'; readonly facts: readonly string[] }
  | { readonly kind: 'prose'; readonly heading: string; readonly sentences: readonly string[] }
  | SheetTable
  | Heatmap;

export interface SheetTable {
  readonly kind: 'table';
  readonly heading: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Below the table; empty for nothing. */
  readonly note: string;
}

export interface SheetColumn {
  readonly head: string;
  readonly aligned: Alignment;
  /** Left out where the screen is too narrow, the highest first; 0: never. */
  readonly dispensable: number;
}

/** Values over the grid of two settings, or over one as a single row. */
export interface Heatmap {
  readonly kind: 'heatmap';
  readonly heading: string;
  readonly across: { readonly name: string; readonly values: readonly string[] };
  /** A single value without a name where there is but one setting. */
  readonly down: { readonly name: string; readonly values: readonly string[] };
  /** Row by row, as `across` runs; null where there is nothing to show. */
  readonly cells: readonly (readonly (HeatCell | null)[])[];
  /** What the shades mean. */
  readonly note: string;
}

export interface HeatCell {
  readonly text: string;
  /** 0 worst to 1 best. */
  readonly warmth: number;
  readonly mood: 'good' | 'bad' | 'open';
}

/** A column that is always there. */
export function column(head: string, aligned: Alignment = 'right', dispensable = 0): SheetColumn {
  return { head, aligned, dispensable };
}
