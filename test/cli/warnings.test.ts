import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { blackfriday, folder } from './shell.ts';

test.each([['run'], ['compare'], ['check'], ['show']])(
  '%s tells a warning on stderr',
  async (command) => {
    const cwd = folder();
    const text = `
duration: 10s
traffic: { arrivals: evenly-spaced, startRate: 5/s }
paymentService: { capacity: 1, latency: 400ms }
orderService: { pipeline: [ { breaker: {} } ] }`;
    writeFileSync(join(cwd, 'busy.yaml'), text);
    const { code, stdout, stderr } = await blackfriday([command, 'busy.yaml'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^warning: At the peak 5 orders\/s come in, twice what/m);
    expect(stdout).not.toContain('warning:');
  },
);
