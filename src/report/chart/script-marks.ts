import type { Markish } from '@observablehq/plot';
import { rect, ruleX, text } from '@observablehq/plot';
import type { Result, ScriptMark } from '../../experiment/result.ts';
import { durationText } from '../../kernel/quantity-text.ts';
import type { Paint } from './chart.ts';

/** A letter is about this much of the size of its font. */
const LETTER = 0.56;

/** What has a script: a run, or many of them. */
type Scripted = Pick<Result, 'scenario'>;

/** A mark of the script with the letter it is known by where there are several. */
export interface Trouble extends ScriptMark {
  readonly letter: string;
}

export function troublesOf({ scenario }: Scripted): Trouble[] {
  return (scenario.script ?? []).map((mark, index) => ({ ...mark, letter: letterOf(index) }));
}

/** `3m20s to 4m20s` */
export function troubleTimes({ fromMs, untilMs }: ScriptMark, { scenario }: Scripted): string {
  const from = fromMs === 0 ? 'the start' : durationText(fromMs);
  const until = untilMs === null || untilMs >= scenario.durationMs;
  return `${from} to ${until ? 'the end' : durationText(untilMs)}`;
}

/** Bands where the script holds, behind everything else. */
export function scriptBands(result: Scripted, { theme }: Paint): Markish[] {
  const troubles = troublesOf(result);
  const end = (trouble: ScriptMark) => endOf(trouble, result);
  const edges = troubles.flatMap((trouble) => [trouble.fromMs, end(trouble)]);
  return [
    rect(troubles, {
      x1: 'fromMs',
      x2: end,
      fill: theme.pattern('trouble'),
      className: 'script',
    }),
    ruleX(edges, { stroke: theme.colour.trouble, strokeDasharray: '3 3', strokeOpacity: 0.8 }),
  ];
}

/** The names of the bands above the plot: the whole of it where it is alone and there is room, else a letter. */
export function scriptNames(result: Scripted, { theme, fontSize, plotWidth }: Paint): Markish[] {
  const troubles = troublesOf(result);
  const { durationMs } = result.scenario;
  const room = ({ fromMs }: ScriptMark) => (1 - fromMs / durationMs) * plotWidth;
  const name = (trouble: Trouble) => {
    const words = trouble.changes.join(', ');
    const fits = words.length * LETTER * fontSize < room(trouble);
    return troubles.length === 1 && fits ? words : trouble.letter;
  };
  return [
    text(troubles, {
      x: 'fromMs',
      frameAnchor: 'top',
      dy: -1.15 * fontSize,
      textAnchor: 'start',
      text: name,
      fill: theme.colour.trouble,
      fontWeight: 600,
    }),
  ];
}

function endOf({ untilMs }: ScriptMark, { scenario }: Scripted): number {
  return Math.min(untilMs ?? scenario.durationMs, scenario.durationMs);
}

/** A, B, … Z, AA, AB, … */
function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}
