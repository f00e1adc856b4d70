#!/usr/bin/env node
// The bundle that `npm run build` makes of src/cli/main.ts.
import '../dist/cli.js';
