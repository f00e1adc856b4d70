/** As much of a stream as its looks depend on. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

const USUAL_WIDTH = 80;
/** What a terminal can be: with fewer columns nothing can be read, and no screen has more. */
const LEAST_WIDTH = 20;
const MOST_WIDTH = 1000;

/**
 * Whether to colour what goes to `screen`. FORCE_COLOR (force-color.org) outranks NO_COLOR
 * (no-color.org), as in Node itself; `--no-color` outranks both.
 */
export function wantsColour(screen: Screen, env: Environment, option: boolean): boolean {
  if (!option) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if ((env.NO_COLOR ?? '') !== '') return false;
  return screen.isTTY === true && env.TERM !== 'dumb';
}

/** In cells: the terminal's, or for a pipe or a file what COLUMNS says, within what a terminal can be. */
export function widthOf(screen: Screen, env: Environment): number {
  const own = screen.isTTY === true ? (screen.columns ?? 0) : 0;
  const columns = own > 0 ? own : Number(env.COLUMNS);
  if (!Number.isInteger(columns) || columns <= 0) return USUAL_WIDTH;
  return Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, columns));
}
