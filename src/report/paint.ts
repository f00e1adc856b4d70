import { Chalk } from 'chalk';
import { oneLine, outgoing } from '../kernel/outgoing.ts';
import type { BreakerStateName } from '../resilience/breaker/state.ts';

type Colouring = (text: string) => string;

/** Colours and signs. Colour only repeats what a word or a sign says already. */
export interface Paint {
  readonly heading: Colouring;
  readonly faint: Colouring;
  readonly good: Colouring;
  readonly bad: Colouring;
  readonly warning: Colouring;
  readonly signs: Signs;
  /** Another's words, in the characters that may be used, on one line and free of control characters. */
  readonly words: Colouring;
}

interface Signs {
  readonly arrow: string;
  readonly dash: string;
  readonly dot: string;
  readonly more: string;
  readonly ellipsis: string;
  readonly rule: string;
  readonly cross: string;
  readonly bar: string;
  readonly passed: string;
  readonly failed: string;
  /** A full cell of a bar and its fractions, from an eighth up; the rest of a whole in another shade. */
  readonly full: string;
  readonly eighths: readonly string[];
  readonly rest: string;
}

const UNICODE: Signs = {
  arrow: '→',
  dash: '–',
  dot: '·',
  more: '⋮',
  ellipsis: '…',
  rule: '─',
  cross: '┼',
  bar: '│',
  passed: '✓',
  failed: '✗',
  full: '█',
  eighths: ['▏', '▎', '▍', '▌', '▋', '▊', '▉'],
  rest: '░',
};

const ASCII: Signs = {
  arrow: '->',
  dash: '-',
  dot: '-',
  more: ':',
  ellipsis: '...',
  rule: '-',
  cross: '+',
  bar: '|',
  passed: 'ok',
  failed: 'FAIL',
  full: '#',
  eighths: [],
  rest: '.',
};

const STATE_COLOURS: Record<BreakerStateName, 'good' | 'bad' | 'warning' | 'faint'> = {
  closed: 'good',
  open: 'bad',
  'half-open': 'warning',
  disabled: 'faint',
  'forced-open': 'bad',
  'metrics-only': 'warning',
};

export function createPaint(options: { colour: boolean; ascii: boolean }): Paint {
  const chalk = new Chalk({ level: options.colour ? 1 : 0 });
  return {
    heading: chalk.bold,
    faint: chalk.dim,
    good: chalk.green,
    bad: chalk.red,
    warning: chalk.yellow,
    signs: options.ascii ? ASCII : UNICODE,
    words: (text) => outgoing(oneLine(text), options.ascii ? 'ascii' : 'screen'),
  };
}

/** The colour of a state, for a text that names it. */
export function stateColour(paint: Paint, state: BreakerStateName): Colouring {
  return paint[STATE_COLOURS[state]];
}
