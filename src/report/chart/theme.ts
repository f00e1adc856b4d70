/** What a colour stands for. Each is told apart by a pattern, a dash or a word as well. */
export interface Palette {
  readonly paper: string;
  readonly ink: string;
  /** Secondary text. */
  readonly soft: string;
  /** Grid, borders. */
  readonly line: string;
  /** The time in which the script holds. */
  readonly trouble: string;
  readonly successful: string;
  readonly declined: string;
  readonly timedOut: string;
  readonly failed: string;
  readonly blocked: string;
}

/** Where a chart is drawn: colours, and the patterns that repeat what they say. */
export interface Theme {
  readonly colour: Palette;
  /** Of a pattern in the same document. */
  pattern(name: PatternName): string;
}

export type PatternName = 'declined' | 'timedOut' | 'failed' | 'blocked' | 'half-open' | 'trouble';

/**
 * Five hues that stay apart for people who see no red or no green, because they differ in lightness too:
 * checked in a simulation of all three kinds of colour blindness (Machado et al. 2009).
 */
export const LIGHT: Palette = {
  paper: '#ffffff',
  ink: '#18202b',
  soft: '#566272',
  line: '#dce1e8',
  trouble: '#b5372b',
  successful: '#2b7fa3',
  declined: '#a9bac6',
  timedOut: '#eab04d',
  failed: '#b5372b',
  blocked: '#453a72',
};

export const DARK: Palette = {
  paper: '#11151b',
  ink: '#e9edf2',
  soft: '#a3afbe',
  line: '#2b333e',
  trouble: '#f0806f',
  successful: '#3d94bd',
  declined: '#5d7180',
  timedOut: '#f3c877',
  failed: '#de5c4b',
  blocked: '#d8cffa',
};

/** Plain colours, for a picture that stands alone. */
export const PICTURE_THEME: Theme = { colour: LIGHT, pattern };

/** Colours by reference, so that one drawing serves light, dark and print. */
export const PAGE_THEME: Theme = {
  colour: Object.fromEntries(
    Object.keys(LIGHT).map((name) => [name, `var(${cssName(name)})`]),
  ) as unknown as Palette,
  pattern,
};

/** `--timedOut: #eab04d; …`: what PAGE_THEME refers to. */
export function cssVariables(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, value]) => `${cssName(name)}: ${value};`)
    .join(' ');
}

export function patternId(name: PatternName): string {
  return `pattern-${name}`;
}

function pattern(name: PatternName): string {
  return `url(#${patternId(name)})`;
}

function cssName(name: string): string {
  return `--${name}`;
}
