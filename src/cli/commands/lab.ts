import { labFile, openedInLab } from '../lab/lab-file.ts';
import { serveLab } from '../lab/serve.ts';
import { openOutput } from '../output.ts';
import { openScenario, tellWarnings } from '../scenario-file.ts';
import { FLAGSHIP } from '../shipped.ts';
import { wholeOf } from '../whole-number.ts';
import type { Configure } from './command.ts';

interface LabOptions {
  readonly output?: string;
  readonly force: boolean;
  readonly quiet: boolean;
  readonly open: boolean;
  readonly port: string;
}

export const configure: Configure = (command, session) => {
  command
    .argument('[scenario]', 'a file, the name of a shipped scenario, or - for standard input')
    .option(
      '-o, --output <file>',
      'write the page instead: one file, which works from a disk and on any host',
    )
    .option('--force', 'replace a file that exists', false)
    .option('--quiet', 'say nothing of what was written', false)
    .option('--no-open', 'open no browser: the address is printed')
    .option('--port <number>', 'of this machine, for this machine only; 0 is any that is free', '0')
    .addHelpText(
      'after',
      `
The engine runs in the page itself: nothing is sent anywhere, and no network is needed.

Examples:
  blackfriday lab                             the flagship, in the browser
  blackfriday lab my.yaml --no-open
  blackfriday lab -o lab.html                 a page to put on any web server, or on a stick`,
    )
    .action(async (reference: string = FLAGSHIP, options: LabOptions) => {
      const opened = await openScenario(reference);
      tellWarnings(opened.scenario);
      const inLab = openedInLab(reference, opened);
      if (options.output === undefined) {
        const port = wholeOf('--port', options.port, 0, 65_535);
        session.exitCode = await serveLab(labFile(inLab, false), { port, open: options.open });
        return;
      }
      const output = openOutput(options.output, options, opened.files);
      try {
        await output.write(labFile(inLab, false));
        output.commit();
      } finally {
        output.discard();
      }
    });
};
