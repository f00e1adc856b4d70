import { setTimeout } from 'node:timers/promises';
import type { ArmPlan } from '../../experiment/arms.ts';
import type { Look } from '../../report/terminal-chart/look.ts';
import { frame } from '../../report/watch/frame.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { EXIT } from '../exit-code.ts';
import { type Keyboard, openKeyboard } from '../keyboard.ts';
import { HELP_KEYS, INTERRUPT_KEY, LEAVE_KEYS, ORDER_KEY, SUSPEND_KEY, WISHES } from './keys.ts';
import { Player, type PlayerOptions } from './player.ts';
import { openScreen, type Screen } from './screen.ts';
import { TypedOrder } from './typed-order.ts';

export interface WatchOptions extends PlayerOptions {
  readonly look: Look;
}

/** Pictures a second are 25; the simulation gets most of the time between two. */
const FRAME_MS = 40;
const WORK_MS = 28;

/** Plays a run back on the terminal until the viewer leaves, and answers the exit code. */
export async function watch(
  scenario: Scenario,
  arms: readonly ArmPlan[],
  options: WatchOptions,
): Promise<number> {
  const player = new Player(scenario, arms, options);
  let terminal = takeOver();
  try {
    let help = false;
    const typed = new TypedOrder();
    for (let last = performance.now(); ; ) {
      for (const key of terminal.keyboard.take()) {
        if (LEAVE_KEYS.includes(key) && (typed.text === null || key === INTERRUPT_KEY)) {
          return key === INTERRUPT_KEY ? EXIT.interrupted : EXIT.good;
        }
        if (key === SUSPEND_KEY) terminal = await suspend(terminal);
        const wish = typed.text === null ? WISHES[key] : typed.press(key);
        if (help || HELP_KEYS.includes(key)) help = !help;
        else if (key === ORDER_KEY) typed.begin();
        else if (wish != null) player.wish(wish);
      }
      const now = performance.now();
      player.work(now - last, () => performance.now() - now < WORK_MS);
      last = now;
      terminal.screen.draw(frame(player.view(help, typed.text), terminal.screen, options.look));
      await setTimeout(Math.max(1, FRAME_MS - (performance.now() - now)));
    }
  } finally {
    terminal.keyboard.close();
    terminal.screen.close();
  }
}

interface Terminal {
  readonly screen: Screen;
  readonly keyboard: Keyboard;
}

function takeOver(): Terminal {
  const screen = openScreen(process.stdout);
  return { screen, keyboard: openKeyboard(process.stdin) };
}

/** Ctrl-Z: the shell gets the terminal as it was, and `fg` brings the picture back. */
async function suspend({ keyboard, screen }: Terminal): Promise<Terminal> {
  keyboard.close();
  screen.close();
  process.kill(process.pid, 'SIGTSTP');
  // The signal takes effect while the process waits.
  await setTimeout(FRAME_MS);
  return takeOver();
}
