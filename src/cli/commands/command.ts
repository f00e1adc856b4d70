import type { Command } from 'commander';
import type { Session } from '../session.ts';

/** Gives a command its arguments, options and action; the action leaves the exit code in `session`. */
export type Configure = (command: Command, session: Session) => void;

/** A command as the help lists it. What it needs is loaded only when it is the one asked for. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Configure>;
}
