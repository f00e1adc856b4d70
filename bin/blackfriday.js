#!/usr/bin/env node
// The bundle that `npm run build` makes of src/cli/main.ts.
import('../dist/cli.js').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  process.stderr.write('error: blackfriday is not built yet: npm run build makes it\n');
  process.exitCode = 2;
});
