import { outgoing } from '../kernel/outgoing.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import { EXIT } from './exit-code.ts';
import { tell } from './tell.ts';
import { UsageError } from './usage-error.ts';

/** Tells of each file how it stands, however bad the one before is, and answers the exit code. */
export async function judge(
  references: readonly string[],
  check: (reference: string) => Promise<void>,
): Promise<number> {
  let exitCode: number = EXIT.good;
  for (const reference of references) {
    try {
      await check(reference);
      process.stdout.write(`${outgoing(reference, 'screen')}: ok\n`);
    } catch (error) {
      if (!(error instanceof ScenarioError || error instanceof UsageError)) throw error;
      tell(`${error.message}\n`);
      exitCode = EXIT.usage;
    }
  }
  return exitCode;
}
