export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where something stands: its middle, and how large it is. */
export interface Place extends Point, Size {}

/** Layers go from left to right, or down the page. */
export const DIRECTIONS = ['LR', 'TB'] as const;
export type Direction = (typeof DIRECTIONS)[number];
