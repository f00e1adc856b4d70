import { element, type Markup } from './markup.ts';
import { type PatternName, patternId, type Theme } from './theme.ts';

interface Pattern {
  readonly ground: string;
  readonly size: number;
  /** Degrees. */
  readonly turn: number;
  /** Drawn over the ground. */
  readonly figure: Markup;
}

/** The patterns that tell outcomes apart without colour, `scale` times their size: `<defs>` for the charts' document. */
export function patternDefinitions(theme: Theme, scale: number): Markup {
  const patterns = Object.entries(patternsIn(theme)) as [PatternName, Pattern][];
  return element(
    'defs',
    {},
    patterns.map(([name, { ground, size, turn, figure }]) =>
      element(
        'pattern',
        {
          id: patternId(name),
          width: size,
          height: size,
          patternUnits: 'userSpaceOnUse',
          patternTransform: `rotate(${turn}) scale(${scale})`,
        },
        [element('rect', { width: size, height: size, fill: ground }), figure],
      ),
    ),
  );
}

function patternsIn({ colour }: Theme): Record<PatternName, Pattern> {
  const stripe = (size: number, thickness: number, opacity = 0.6) =>
    element('rect', {
      width: size,
      height: thickness,
      fill: colour.paper,
      'fill-opacity': opacity,
    });
  const dot = element('circle', { cx: 2, cy: 2, r: 1, fill: colour.paper });
  const haze = element('rect', { width: 7, height: 1, fill: colour.trouble, opacity: 0.35 });
  const half = element('rect', { width: 6, height: 3, fill: colour.failed });
  return {
    declined: { ground: colour.declined, size: 4, turn: 0, figure: dot },
    timedOut: { ground: colour.timedOut, size: 6, turn: -45, figure: stripe(6, 2, 0.75) },
    failed: { ground: colour.failed, size: 5, turn: 45, figure: stripe(5, 1, 0.55) },
    blocked: { ground: colour.blocked, size: 4, turn: 0, figure: stripe(4, 1, 0.45) },
    'half-open': { ground: colour.paper, size: 6, turn: 90, figure: half },
    trouble: { ground: 'none', size: 7, turn: -45, figure: haze },
  };
}
