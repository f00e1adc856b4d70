import type { DifferenceReading } from '../../experiment/study/reading.ts';
import type { DotStyle, Key } from '../chart/chart.ts';
import type { Theme } from '../chart/theme.ts';

/** What is said of an arm, a cell, a candidate: by its shape as well as by its colour. */
export type Tone = 'plain' | 'baseline' | 'better' | 'worse' | 'open';

/** `more` and `less` of what is neither better nor worse are told, but not judged. */
export function toneOf(difference: Pick<DifferenceReading, 'verdict'> | null): Tone {
  switch (difference?.verdict) {
    case undefined:
      return 'baseline';
    case 'better':
    case 'worse':
      return difference!.verdict as Tone;
    case '~':
      return 'open';
    case 'more':
    case 'less':
      return 'plain';
  }
}

export function symbolOf(tone: Tone, { colour }: Theme): DotStyle {
  switch (tone) {
    case 'plain':
      return { shape: 'circle', fill: colour.ink, stroke: colour.ink };
    case 'baseline':
      return { shape: 'diamond', fill: colour.paper, stroke: colour.ink };
    case 'better':
      return { shape: 'circle', fill: colour.successful, stroke: colour.successful };
    case 'worse':
      return { shape: 'square', fill: colour.failed, stroke: colour.failed };
    case 'open':
      return { shape: 'circle', fill: colour.paper, stroke: colour.ink };
  }
}

/** Keys for those of the tones that are there. */
export function toneKeys(
  tones: readonly Tone[],
  words: Readonly<Partial<Record<Tone, string>>>,
  theme: Theme,
): Key[] {
  return (Object.entries(words) as [Tone, string][])
    .filter(([tone]) => tones.includes(tone))
    .map(([tone, label]) => ({ label, symbol: symbolOf(tone, theme) }));
}
