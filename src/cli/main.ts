import { CommanderError } from 'commander';
import { LimitError } from '../kernel/limit-error.ts';
import { shellWords } from '../report/shell-words.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import { EXIT } from './exit-code.ts';
import { createProgram } from './program.ts';
import type { Session } from './session.ts';
import { tell } from './tell.ts';
import { fileFault, UsageError } from './usage-error.ts';

/** The one place that catches. The exit code is set, not forced: what is written must still get out. */
process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  const session: Session = { exitCode: EXIT.good, seed: undefined };
  heedStreams();
  try {
    const wanted = argv.find((word) => !word.startsWith('-'));
    const program = await createProgram(session, wanted);
    await program.parseAsync(argv, { from: 'user' });
    return session.exitCode;
  } catch (error) {
    // commander has told of it already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.good : EXIT.usage;
    if (error instanceof ScenarioError) return told(error.message, EXIT.usage);
    if (error instanceof UsageError || error instanceof LimitError) {
      return told(`error: ${error.message}`, EXIT.usage);
    }
    if (isGone(error)) return told('error: the working directory is gone', EXIT.usage);
    return told(bugReport(error, argv, session.seed), EXIT.bug);
  }
}

function told(message: string, exitCode: number): number {
  tell(message);
  return exitCode;
}

/** A reader that has seen enough (`| head`) is no error; a full disk is, though not one of ours. */
function heedStreams(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.good);
    if (process.stdout.isTTY) process.exit(EXIT.hungUp);
    process.exit(told(`error: cannot write the result: ${fileFault(error)}`, EXIT.usage));
  });
  process.stderr.on('error', () => {});
}

/** Somebody removed the folder that this process stands in. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';
}

function bugReport(error: unknown, argv: readonly string[], seed: number | undefined): string {
  const message = error instanceof Error ? error.message : String(error);
  const command = shellWords(['blackfriday', ...argv]);
  const stack = error instanceof Error ? error.stack : undefined;
  return [
    `This is a bug in blackfriday, not a mistake of yours: ${message}`,
    `To see it again${seed === undefined ? '' : ` (seed ${seed})`}: ${command}`,
    'Please report it with this command and, if you can, the scenario file.',
    process.env.BLACKFRIDAY_DEBUG === undefined
      ? 'BLACKFRIDAY_DEBUG=1 shows where it happened.'
      : (stack ?? 'There is no stack trace.'),
  ].join('\n');
}
