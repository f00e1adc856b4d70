import { describe, expect, test } from 'vitest';
import { blackfriday } from './shell.ts';

describe('a bug of ours', () => {
  const broken = "performance.now=()=>{throw new Error('boom')}";
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(broken)}` };

  test('is admitted, with the command and the seed to see it again, and exits 1', async () => {
    const { code, stdout, stderr } = await blackfriday(['run', '--set', 'seed = 5'], { env });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('This is a bug in blackfriday, not a mistake of yours: boom');
    expect(stderr).toContain("(seed 5): blackfriday run --set 'seed = 5'");
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  test('shows its stack trace to those who ask', async () => {
    const { stderr } = await blackfriday(['run'], { env: { ...env, BLACKFRIDAY_DEBUG: '1' } });
    expect(stderr).toMatch(/^ {4}at /m);
  });
});
