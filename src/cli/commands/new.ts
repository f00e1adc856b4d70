import { existsSync, writeFileSync } from 'node:fs';
import { TEMPLATE } from '../../scenario/template.ts';
import { fileFault, UsageError } from '../usage-error.ts';
import type { Configure } from './command.ts';

export const configure: Configure = (command) => {
  command
    .argument('<file>', 'the file to write; one that exists is left alone')
    .addHelpText('after', '\nExample:\n  blackfriday new my.yaml')
    .action((file: string) => {
      create(file);
      process.stderr.write(
        [
          `Wrote ${file}. Next:`,
          `  edit it, then        blackfriday check ${file}`,
          `  read it in words     blackfriday show ${file}`,
          `  see what happens     blackfriday compare ${file}`,
          '',
        ].join('\n'),
      );
    });
};

function create(file: string): void {
  if (existsSync(file)) throw new UsageError(`${file} exists already, and stays as it is`);
  try {
    writeFileSync(file, TEMPLATE, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${fileFault(error)}`);
  }
}
