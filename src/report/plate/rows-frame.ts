import type { View } from '../chart/panel.ts';

/** The frame of a plot of rows, one under another, with an axis below them; all in px. */
export function rowsFrame(name: string, bottom: number, height: number, view: View) {
  const { width, fontSize, theme } = view;
  const side = sideOf(fontSize);
  return {
    ...(view.document === undefined ? {} : { document: view.document as never }),
    width,
    height,
    marginLeft: side,
    marginRight: side,
    marginTop: 0,
    marginBottom: height - bottom,
    style: { fontSize: `${fontSize}px`, color: theme.colour.soft },
    ariaLabel: name,
    y: { domain: [0, bottom], range: [0, bottom], axis: null },
  };
}

/** What the frame leaves between its sides, in px. */
export function roomOf({ width, fontSize }: View): number {
  return width - 2 * sideOf(fontSize);
}

function sideOf(fontSize: number): number {
  return 1.4 * fontSize;
}
