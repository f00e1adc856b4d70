import type { Key } from '../chart/chart.ts';
import type { Theme } from '../chart/theme.ts';
import { BREAKER_LOOKS, switchGlyph } from './glyph.ts';
import type { Sketch } from './sketch.ts';

export const GRAPH_TITLE = 'Who calls whom';

/** `times`: of the tick that is shown, in words; `why`: what sets it apart, where anything does. */
export function graphExplains(times: string, why: string): string {
  return `At the end of ${times}${why === '' ? '' : `, ${why}`}. Calls are those of the tick.`;
}

/** What the signs stand for, of those that this graph may show. */
export function graphKeys({ shape, frame, labels, boxes }: Sketch, theme: Theme): Key[] {
  const { successful, failed, blocked } = theme.colour;
  const hasBreakers = [...labels.values()].some(({ breakers }) => breakers > 0);
  const isShared = [...labels.values()].some(({ circuits }) => circuits > 1);
  const looks = BREAKER_LOOKS.filter((look) => isShared || look !== 'partly open');
  const line = (label: string, stroke: string, strokeDasharray = 'none'): Key => ({
    label,
    line: { stroke, strokeWidth: 3, strokeDasharray },
  });
  const area = (label: string, of: string): Key => ({ label, area: of });
  return [
    ...(hasBreakers
      ? looks.map((look): Key => {
          return {
            label: `breaker ${look}`,
            draw: (size, { colour }) => switchGlyph(look, size, colour.ink),
          };
        })
      : []),
    ...(shape.links.length === 0
      ? []
      : [line('calls, the thicker the more', successful), line('most failed', failed)]),
    ...(hasBreakers ? [line('most blocked', blocked, '5 4')] : []),
    ...([...boxes.values()].some(({ hasPlaces }) => hasPlaces)
      ? [area('places busy', successful), area('all places busy', theme.pattern('failed'))]
      : []),
    ...(frame.script.length === 0
      ? []
      : [area('in trouble, by its script', theme.pattern('trouble'))]),
  ];
}
