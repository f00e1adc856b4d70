import { jsonSchema } from '../../scenario/json-schema.ts';
import type { AddCommand } from './command.ts';

export const addSchema: AddCommand = (program) => {
  program
    .command('schema')
    .description('the JSON Schema of the scenario file, for editors')
    .addHelpText('after', '\nExample:\n  blackfriday schema > scenario.schema.json')
    .action(() => {
      process.stdout.write(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
    });
};
