/** As much of a stream as its looks depend on. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

const USUAL_WIDTH = 80;

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

/** In cells: the terminal's, or for a pipe or a file what COLUMNS says. */
export function widthOf(screen: Screen, env: Environment): number {
  if (screen.isTTY === true && (screen.columns ?? 0) > 0) return screen.columns!;
  const columns = Number(env.COLUMNS);
  return Number.isInteger(columns) && columns > 0 ? columns : USUAL_WIDTH;
}
