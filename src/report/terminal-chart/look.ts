import { Chalk } from 'chalk';
import type { BreakerStateName } from '../../resilience/breaker/state.ts';
import type { CallOutcome } from '../chart/series.ts';
import { createPaint, type Paint } from '../paint.ts';

/** A sign that fills one cell, and its colour; each tells what it stands for without the other. */
export interface Fill {
  readonly sign: string;
  readonly colour: (text: string) => string;
}

/** How charts of characters look. */
export interface Look extends Paint {
  readonly outcomes: Readonly<Record<CallOutcome, Fill>>;
  readonly states: Readonly<Record<BreakerStateName, Fill>>;
  /** Levels of a cell that is filled from below, from the lowest up to all but full; none in ASCII. */
  readonly levels: readonly string[];
  /** A dark sign on a light cell or the reverse: legible on any background. */
  badge(text: string, state: BreakerStateName): string;
  readonly lines: Lines;
}

/** Lines of axes and brackets. */
interface Lines {
  readonly across: string;
  readonly down: string;
  readonly corner: string;
  readonly tick: string;
  readonly notch: string;
  readonly dotted: string;
  readonly from: string;
  readonly until: string;
}

const LINES = {
  unicode: {
    across: '─',
    down: '│',
    corner: '└',
    tick: '┬',
    notch: '┤',
    dotted: '┊',
    from: '├',
    until: '┤',
  },
  ascii: {
    across: '-',
    down: '|',
    corner: '+',
    tick: '+',
    notch: '+',
    dotted: ':',
    from: '|',
    until: '|',
  },
} as const;

const OUTCOME_SIGNS: Readonly<Record<CallOutcome, readonly [unicode: string, ascii: string]>> = {
  successful: ['█', '#'],
  declined: ['▓', 'd'],
  timedOut: ['▒', 't'],
  failed: ['▚', 'x'],
  blocked: ['░', '.'],
};

const STATE_SIGNS: Readonly<Record<BreakerStateName, readonly [unicode: string, ascii: string]>> = {
  closed: ['─', '-'],
  'half-open': ['▒', '%'],
  open: ['█', '#'],
  disabled: [' ', ' '],
  'forced-open': ['█', '#'],
  'metrics-only': ['╌', '~'],
};

/** Of the sixteen colours that every terminal has, and whose user chose how they look. */
export function createLook(options: { colour: boolean; ascii: boolean }): Look {
  const chalk = new Chalk({ level: options.colour ? 1 : 0 });
  const sign = ([unicode, ascii]: readonly [string, string]) => (options.ascii ? ascii : unicode);
  const outcomeColours = {
    successful: chalk.green,
    declined: chalk.magenta,
    timedOut: chalk.yellow,
    failed: chalk.red,
    blocked: chalk.cyan,
  };
  const stateColours = {
    closed: chalk.green,
    'half-open': chalk.yellow,
    open: chalk.red,
    disabled: chalk.dim,
    'forced-open': chalk.red,
    'metrics-only': chalk.yellow,
  };
  const badges = {
    closed: chalk.bgGreen.black,
    'half-open': chalk.bgYellow.black,
    open: chalk.bgRed.whiteBright.bold,
    disabled: chalk.inverse,
    'forced-open': chalk.bgRed.whiteBright.bold,
    'metrics-only': chalk.bgYellow.black,
  };
  return {
    ...createPaint(options),
    outcomes: fills(OUTCOME_SIGNS, outcomeColours, sign),
    states: fills(STATE_SIGNS, stateColours, sign),
    levels: options.ascii ? [] : ['▁', '▂', '▃', '▄', '▅', '▆', '▇'],
    badge: (text, state) => (options.colour ? badges[state](` ${text} `) : `[${text}]`),
    lines: options.ascii ? LINES.ascii : LINES.unicode,
  };
}

function fills<Name extends string>(
  signs: Readonly<Record<Name, readonly [string, string]>>,
  colours: Readonly<Record<Name, (text: string) => string>>,
  choose: (signs: readonly [string, string]) => string,
): Record<Name, Fill> {
  const names = Object.keys(signs) as Name[];
  return Object.fromEntries(
    names.map((name) => [name, { sign: choose(signs[name]), colour: colours[name] }]),
  ) as Record<Name, Fill>;
}
