import { link, plot, rect, text } from '@observablehq/plot';
import { margins, type View } from '../chart/panel.ts';
import type { Palette } from '../chart/theme.ts';
import type { HeatCell, Heatmap } from '../sheet/sheet.ts';
import type { PlatePanel } from './plate.ts';

/** Where the better arm changes: between which places of one setting, at which place of the other. */
export interface HeatFlip {
  readonly along: 'across' | 'down';
  readonly place: number;
  readonly at: number;
}

/** Of the darkest cell; a figure on it stays readable. */
const DARKEST = 0.45;
const LIGHTEST = 0.06;
/** A letter is about this much of the size of its font. */
const LETTER = 0.6;
/** Of a cell, the length of the mark of a flip. */
const STUB = 0.22;
/** In place of a figure that has no room. */
const SIGNS: Readonly<Record<HeatCell['mood'], string>> = { good: '+', bad: '−', open: '~' };

interface Placed extends HeatCell {
  readonly x: number;
  readonly y: number;
}

/** A map of a grid: the figure of each cell, as dark as it is far from what it is compared with. */
export function heatPanel(map: Heatmap, flips: readonly HeatFlip[]): PlatePanel {
  return {
    name: map.heading,
    height: (view) => layOut(map, view).height,
    draw: (view) => drawMap(map, flips, view),
  };
}

function layOut({ down, across }: Heatmap, view: View) {
  const { fontSize, width } = view;
  const longest = Math.max(...[down.name, ...down.values].map(({ length }) => length));
  const left = Math.min(width / 3, longest * LETTER * fontSize + fontSize);
  const { right } = margins(view);
  const top = 4.9 * fontSize;
  const height = Math.ceil(top + down.values.length * 3.2 * fontSize + 0.5 * fontSize);
  return { left, right, top, height, cell: (width - left - right) / across.values.length };
}

function drawMap(map: Heatmap, flips: readonly HeatFlip[], view: View): ReturnType<typeof plot> {
  const { width, fontSize, theme } = view;
  const { left, right, top, height, cell } = layOut(map, view);
  const { across, down, cells } = map;
  const placed = cells.flatMap((row, y) =>
    row.flatMap((one, x): Placed[] => (one === null ? [] : [{ ...one, x, y }])),
  );
  const letters = Math.max(0, ...placed.map((one) => one.text.trim().length));
  const isRoomy = letters * LETTER * fontSize < cell - 4;
  const ink = { fill: theme.colour.ink, fontSize };
  return plot({
    ...(view.document === undefined ? {} : { document: view.document as never }),
    width,
    height,
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: 0.5 * fontSize,
    style: { fontSize: `${fontSize}px`, color: theme.colour.soft },
    ariaLabel: map.heading,
    x: { domain: [0, across.values.length], axis: null },
    y: { domain: [down.values.length, 0], axis: null },
    marks: [
      ...tiles(placed, view),
      text(placed, {
        x: ({ x }: Placed) => x + 0.5,
        y: ({ y }: Placed) => y + 0.5,
        text: (one: Placed) => (isRoomy ? one.text.trim() : SIGNS[one.mood]),
        ...ink,
        className: 'cell',
      }),
      ...heads(map, isRoomy || cell > 3 * fontSize, left, view),
      link(flips.flatMap(edgesOf), {
        x1: 'x1',
        x2: 'x2',
        y1: 'y1',
        y2: 'y2',
        stroke: theme.colour.ink,
        strokeWidth: 0.28 * fontSize,
        className: 'flip',
      }),
    ],
  });
}

function tiles(placed: readonly Placed[], { theme }: View) {
  const moods = ['good', 'bad', 'open'] as const;
  return moods.map((mood) =>
    rect(
      placed.filter((one) => one.mood === mood),
      {
        x1: 'x',
        x2: ({ x }: Placed) => x + 1,
        y1: 'y',
        y2: ({ y }: Placed) => y + 1,
        inset: 1.5,
        fill: colourOf(mood, theme.colour),
        fillOpacity: opacityOf,
        stroke: theme.colour.soft,
        strokeWidth: mood === 'open' ? 1 : 0,
        ...(mood === 'open' && { strokeDasharray: '3 3' }),
        className: mood,
      },
    ),
  );
}

function colourOf(mood: HeatCell['mood'], { successful, failed, paper }: Palette): string {
  if (mood === 'open') return paper;
  return mood === 'good' ? successful : failed;
}

/** The best of the good and the worst of the bad are the darkest. */
function opacityOf({ mood, warmth }: Placed): number {
  const far = mood === 'good' ? warmth : 1 - warmth;
  return LIGHTEST + (DARKEST - LIGHTEST) * far;
}

function heads(
  { across, down }: Heatmap,
  hasRoom: boolean,
  left: number,
  { theme, fontSize }: View,
) {
  const every = hasRoom ? 1 : Math.ceil(across.values.length / 4);
  const style = { fill: theme.colour.soft, fontSize };
  const columns = across.values.map((value, x) => ({ value, x: x + 0.5 }));
  const rows = down.values.map((value, y) => ({ value, y: y + 0.5 }));
  return [
    text(
      columns.filter((_, index) => index % every === 0),
      { x: 'x', frameAnchor: 'top', dy: -1.0 * fontSize, text: 'value', ...style },
    ),
    text([`${across.name} →`], {
      frameAnchor: 'top-right',
      dy: -4.5 * fontSize,
      text: String,
      ...style,
      fontWeight: 600,
    }),
    text(rows, {
      y: 'y',
      frameAnchor: 'left',
      textAnchor: 'end',
      dx: -0.5 * fontSize,
      text: 'value',
      ...style,
    }),
    text(down.name === '' ? [] : [`${down.name} ↓`], {
      frameAnchor: 'top-left',
      textAnchor: 'start',
      dx: -left,
      dy: -2.9 * fontSize,
      text: String,
      ...style,
      fontWeight: 600,
    }),
  ];
}

/** At both edges of the row or the column: the figure of a cell stands between them. */
function edgesOf({ along, place, at }: HeatFlip) {
  const still = place + 0.5;
  return [
    [at + 0.04, at + STUB],
    [at + 1 - STUB, at + 0.96],
  ].map(([from = 0, to = 0]) =>
    along === 'across'
      ? { x1: still, x2: still, y1: from, y2: to }
      : { x1: from, x2: to, y1: still, y2: still },
  );
}
