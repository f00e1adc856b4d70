import { MOST_STUDENTS } from '../../lab/class/poll.ts';
import { holdClass, parsePlace } from '../lab/class.ts';
import { labFile, openedInLab, studentScript } from '../lab/lab-file.ts';
import { serveLab } from '../lab/serve.ts';
import { openOutput } from '../output.ts';
import { openScenario, tellWarnings } from '../scenario-file.ts';
import { FLAGSHIP } from '../shipped.ts';
import { UsageError } from '../usage-error.ts';
import { wholeOf } from '../whole-number.ts';
import type { Configure } from './command.ts';

interface LabOptions {
  readonly output?: string;
  readonly force: boolean;
  readonly quiet: boolean;
  readonly open: boolean;
  readonly port: string;
  readonly class?: string;
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
    .option(
      '--class <host:port>',
      'hold a class: an address of this machine, which phones on its network reach',
    )
    .addHelpText(
      'after',
      `
The engine runs in the page itself: nothing is sent anywhere, and no network is needed.

Examples:
  blackfriday lab                             the flagship, in the browser
  blackfriday lab my.yaml --no-open
  blackfriday lab -o lab.html                 a page to put on any web server, or on a stick
  blackfriday lab --class 192.168.1.7:8080    lessons on the projector, votes from phones

A class of at most ${MOST_STUDENTS} joins by the code on the projector. A vote is known as long as its question is open or
told; nothing of anybody is kept. The way is plain HTTP: for a network that you trust.`,
    )
    .action(async (reference: string = FLAGSHIP, options: LabOptions) => {
      const opened = await openScenario(reference);
      tellWarnings(opened.scenario);
      const inLab = openedInLab(reference, opened);
      if (options.class !== undefined) {
        if (options.output !== undefined)
          throw new UsageError('--class serves the page, and -o writes it');
        session.exitCode = await holdClass(
          parsePlace(options.class),
          studentScript(),
          options.open,
          (address) => labFile(inLab, address),
        );
        return;
      }
      if (options.output === undefined) {
        const port = wholeOf('--port', options.port, 0, 65_535);
        session.exitCode = await serveLab(labFile(inLab), { port, open: options.open });
        return;
      }
      const output = openOutput(options.output, options, opened.files);
      try {
        await output.write(labFile(inLab));
        output.commit();
      } finally {
        output.discard();
      }
    });
};
