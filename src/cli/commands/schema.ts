import { jsonSchema } from '../../scenario/json-schema.ts';
import { openOutput } from '../output.ts';
import type { Configure } from './command.ts';

export const configure: Configure = (command) => {
  command
    .option('-o, --output <file>', 'where it goes; - is standard output', '-')
    .option('--force', 'replace a file that exists', false)
    .addHelpText('after', '\nExample:\n  blackfriday schema -o scenario.schema.json')
    .action(async ({ output: file, force }: { output: string; force: boolean }) => {
      const output = openOutput(file, { force, quiet: false });
      await output.write(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
      output.commit();
    });
};
