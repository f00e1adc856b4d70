import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { blackfriday } from '../shell.ts';
import { needsTmux, openTerminal, type Terminal } from '../tmux.ts';

/** Where the shell, the cursor and the keyboard should be again. */
const AFTER = 'echo "left with $?"; stty -a | grep -o " icanon\\| echo ";';

async function expectSound(terminal: Terminal, exitCode: number): Promise<void> {
  const screen = await terminal.screenWith('echo');
  // What stood there before stands there again.
  expect(screen).toMatch(/^before\n/);
  expect(screen).toContain(`left with ${exitCode}`);
  expect(screen).toMatch(/^ icanon$/m);
  expect(screen).toMatch(/^ echo $|^ echo$/m);
  expect(terminal.ask('#{cursor_flag} #{alternate_on} #{wrap_flag}')).toBe('1 0 1');
}

/** The one process that the terminal's shell has begun. */
function childOf(shell: string): number {
  return Number(readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8'));
}

describe('watch in a terminal', () => {
  beforeEach(needsTmux);

  it.each([
    [80, 24],
    [160, 40],
  ])(
    'shows both arms at %i x %i, at the next event and the call after it',
    async (columns, rows) => {
      const terminal = openTerminal('watch first-three --paused', { columns, rows });
      await terminal.screenWith('paused');
      terminal.press('n', 'n');
      const opened = await terminal.screenWith('closed → open');
      await expect(opened).toMatchFileSnapshot(`golden/opened-${columns}x${rows}.txt`);
      terminal.press('Right');
      const blocked = await terminal.screenWith('Order 4, with breaker');
      await expect(blocked).toMatchFileSnapshot(`golden/blocked-${columns}x${rows}.txt`);
    },
  );

  it('steps by call, tick and event, and back to the same screens', async () => {
    const terminal = openTerminal('watch first-three --paused', { columns: 80, rows: 24 });
    await terminal.screenWith('paused');
    terminal.press('Down');
    const second = await terminal.screenWith('paused  1.0s of 10s');
    terminal.press('Down');
    await terminal.screenWith('paused  2.0s of 10s');
    terminal.press('Up');
    expect(await terminal.screenWith('paused  1.0s of 10s')).toBe(second);
    terminal.press('Right');
    const call = await terminal.screenWith('Order 2, with breaker');
    terminal.press('Right');
    await terminal.screenWith('Order 3, with breaker');
    terminal.press('Left');
    expect(await terminal.screenWith('Order 2, with breaker')).toBe(call);
    terminal.press('End');
    expect(await terminal.screenWith('The breaker loses 3')).toContain('over  10.0s of 10s');
    terminal.press('b', 'b');
    expect(await terminal.screenWith('paused  5.1s')).toContain('open → half-open');
  });

  it('obeys a slide clicker', async () => {
    const terminal = openTerminal('watch first-three --paused', { columns: 80, rows: 24 });
    await terminal.screenWith('paused');
    terminal.press('PageDown', 'PageDown');
    await terminal.screenWith('paused  2.5s of 10s');
    terminal.press('PageUp');
    expect(await terminal.screenWith('paused  2.1s of 10s')).toContain('closed → open');
    terminal.press('F5');
    expect(await terminal.screenWith('playing')).toContain('playing 0.5x');
  });

  it('plays to the end by itself, faster on demand', async () => {
    const terminal = openTerminal('watch classic --speed 20x', { columns: 80, rows: 24 });
    terminal.press('+');
    expect(await terminal.screenWith('The breaker loses')).toContain('over  6.0s of 6s');
  });

  it('has a page of its keys', async () => {
    const terminal = openTerminal('watch first-three --paused --ascii', { columns: 80, rows: 24 });
    await terminal.screenWith('paused');
    terminal.press('?');
    expect(await terminal.screenWith('Keys')).toContain('n, PageDown');
    terminal.press('x');
    expect(await terminal.screenWith('no breaker')).not.toContain('Keys');
  });

  it('draws anew where the terminal changes its size', async () => {
    const terminal = openTerminal('watch first-three --paused', { columns: 160, rows: 40 });
    await terminal.screenWith('paused');
    terminal.resize(80, 24);
    const small = await terminal.screenWith('paused  0.0s of 10s\n');
    expect(small.split('\n').every((line) => line.length <= 80)).toBe(true);
    terminal.resize(40, 10);
    expect(await terminal.screenWith('This terminal')).toContain('This terminal is 40x10');
  });

  it.each([
    ['q', 0],
    ['C-c', 130],
  ])('leaves a sound terminal on %s', async (key, exitCode) => {
    const options = { columns: 80, rows: 24, after: AFTER };
    const terminal = openTerminal('watch --speed 100x', options);
    await terminal.screenWith('playing');
    expect(terminal.ask('#{cursor_flag} #{alternate_on}')).toBe('0 1');
    terminal.press(key);
    await expectSound(terminal, exitCode);
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGQUIT', 131],
  ])('leaves a sound terminal on %s', async (signal, exitCode) => {
    const options = { columns: 80, rows: 24, after: AFTER };
    const terminal = openTerminal('watch --speed 100x', options);
    await terminal.screenWith('playing');
    const shell = terminal.ask('#{pane_pid}');
    process.kill(childOf(shell), signal);
    await expectSound(terminal, exitCode);
  });

  it('ends with its terminal', async () => {
    const terminal = openTerminal('watch --speed 100x', { columns: 80, rows: 24 });
    await terminal.screenWith('playing');
    const player = childOf(terminal.ask('#{pane_pid}'));
    terminal.hangUp();
    const isAlive = () => existsSync(`/proc/${player}`);
    for (let looks = 0; isAlive() && looks < 100; looks++) await setTimeout(50);
    expect(isAlive()).toBe(false);
  });
});

describe('watch where there is no terminal', () => {
  it('says what to do instead', async () => {
    const { code, stdout, stderr } = await blackfriday(['watch', 'flapping']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('blackfriday compare flapping --chart');
  });

  it.each(['0', 'fast', '-3x'])('refuses the speed %s', async (speed) => {
    const { code, stderr } = await blackfriday(['watch', `--speed=${speed}`]);
    expect(code).toBe(2);
    expect(stderr).toContain('expected a factor above 0, such as 60x');
  });

  it.each([
    ['cascade', 'expected one of shop, cards, invoices, credit; did you mean "credit"?'],
    ['flapping', 'the scenario has no `services`'],
  ])('refuses a service that %s has not', async (scenario, words) => {
    const { code, stderr } = await blackfriday(['watch', scenario, '--service', 'credti']);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });

  it('tells a mistake in the scenario first', async () => {
    const { code, stderr } = await blackfriday(['watch', '--set', 'paymentService.capacity=0']);
    expect(code).toBe(2);
    expect(stderr).toContain('--set paymentService.capacity=0');
  });
});
