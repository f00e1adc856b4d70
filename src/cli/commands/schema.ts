import { jsonSchema } from '../../scenario/json-schema.ts';
import type { Configure } from './command.ts';

export const configure: Configure = (command) => {
  command
    .addHelpText('after', '\nExample:\n  blackfriday schema > scenario.schema.json')
    .action(() => {
      process.stdout.write(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
    });
};
