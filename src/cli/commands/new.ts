import { TEMPLATE } from '../../scenario/template.ts';
import { openOutput } from '../output.ts';
import { tell } from '../tell.ts';
import type { Configure } from './command.ts';

export const configure: Configure = (command) => {
  command
    .argument('<file>', 'the file to write; - is standard output')
    .option('--force', 'replace a file that exists', false)
    .addHelpText('after', '\nExample:\n  blackfriday new my.yaml')
    .action(async (file: string, { force }: { force: boolean }) => {
      const output = openOutput(file, { force, quiet: false });
      await output.write(TEMPLATE);
      output.commit();
      tell(`Next:
  edit it, then        blackfriday check ${file}
  read it in words     blackfriday show ${file}
  see what happens     blackfriday compare ${file}`);
    });
};
