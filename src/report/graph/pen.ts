import { element, type Markup } from '../chart/markup.ts';
import type { Theme } from '../chart/theme.ts';

/** What is drawn with. */
export interface Pen {
  readonly theme: Theme;
  /** In px. */
  readonly fontSize: number;
}

export interface TextStyle {
  readonly x: number;
  /** Of the line that it stands on. */
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly anchor?: 'start' | 'middle';
  readonly weight?: number;
}

export function written(
  text: string,
  { x, y, size, fill, anchor = 'start', weight = 400 }: TextStyle,
): Markup {
  const style = { 'font-size': px(size), fill, 'text-anchor': anchor, 'font-weight': weight };
  return element('text', { x: px(x), y: px(y), ...style }, [text]);
}

/** Finer than this nobody sees. */
export function px(value: number): number {
  return Math.round(value * 100) / 100;
}
