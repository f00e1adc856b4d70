import type { Command } from 'commander';
import type { Session } from '../session.ts';

/** Puts a command into the program; its action leaves the exit code in `session`. */
export type AddCommand = (program: Command, session: Session) => void;
