import { appendFileSync } from 'node:fs';
import { tell } from '../tell.ts';
import { fileFault, UsageError } from '../usage-error.ts';

/**
 * Writes to the end of the file, line by line, as logs are; what is there stays. Throws UsageError where it cannot
 * be written from the start; a disk that fills up later costs the log, not the run.
 */
export function openLog(file: string): (line: string) => void {
  const faultOf = (text: string): string | undefined => {
    try {
      appendFileSync(file, text);
    } catch (error) {
      return `cannot write ${file}: ${fileFault(error)}`;
    }
  };
  const fault = faultOf('');
  if (fault !== undefined) throw new UsageError(fault);
  let isLost = false;
  return (line) => {
    if (isLost) return;
    const fault = faultOf(`${line}\n`);
    if (fault === undefined) return;
    isLost = true;
    tell(`warning: ${fault}; the log ends here`);
  };
}
