import type { plot } from '@observablehq/plot';
import type { Key } from '../chart/chart.ts';
import type { View } from '../chart/panel.ts';
import type { Theme } from '../chart/theme.ts';

/** One picture of a study; every view (page, SVG, PNG) draws it from this. Its figures stand in it as text, too. */
export interface Plate {
  /** Of the file, and of the section of the page. */
  readonly name: string;
  readonly title: string;
  /** In a line or two: what is drawn, and how it is to be read. */
  readonly explains: string;
  readonly keys: (theme: Theme) => readonly Key[];
  /** Side by side where there is room; a plate without any has nothing to show. */
  readonly panels: readonly PlatePanel[];
}

/** One drawing of a plate. */
export interface PlatePanel {
  /** Empty where it is alone. */
  readonly name: string;
  /** In px: what it holds may need more in a narrow view. */
  readonly height: (view: View) => number;
  readonly draw: (view: View) => ReturnType<typeof plot>;
}
