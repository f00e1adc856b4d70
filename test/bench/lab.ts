/**
 * How fast the lab answers on this machine, in Chromium: `npx tsx test/bench/lab.ts [rounds]`. A hand moves a knob
 * of the flagship and lets go; told of the frame in which the answer stands on the screen.
 */
import { loadavg } from 'node:os';
import { inChromium } from './lab-visit.ts';

const ROUNDS = Number(process.argv[2] ?? 8);

/** What only one arm knows of, and what both do. */
const KNOBS = {
  "breaker's": 'orderService.pipeline[1].breaker.open.duration',
  "service's": 'paymentService.failureRate',
};

process.stdout.write('ms: first / best / middle / worst; and the load of the machine\n');
await inChromium('black-friday', async (page) => {
  tell('first whole answer', [await page.evaluate<number>('performance.now()')]);
  for (const [whose, knob] of Object.entries(KNOBS)) {
    const coarse: number[] = [];
    const whole: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const [first, last] = await page.evaluate<number[]>(moved(knob, round % 2 === 0 ? 1 : -1));
      coarse.push(first!);
      whole.push(last!);
    }
    tell(`${whose} knob: coarse answer while dragging`, coarse);
    tell(`${whose} knob: whole answer after letting go`, whole);
  }
});

function tell(what: string, values: readonly number[]): void {
  const sorted = [...values].sort((a, b) => a - b);
  const all = [values[0]!, sorted[0]!, sorted[values.length >> 1]!, sorted.at(-1)!];
  const told = (values.length === 1 ? values : all).map((ms) => ms.toFixed(0)).join(' / ');
  process.stdout.write(`${what.padEnd(44)} ${told.padStart(26)}   ${loadavg()[0]!.toFixed(1)}\n`);
}

/** In the page: drags a knob one stop, waits for an answer, lets go, and waits for the whole. */
function moved(knob: string, by: number): string {
  return `(async () => {
    const status = document.querySelector('.status[data-standing]');
    const until = (isThere) => new Promise((resolve) => {
      const seen = new MutationObserver((changes) => {
        if (!isThere(changes)) return;
        seen.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
      });
      seen.observe(document.querySelector('.picture'), { childList: true, subtree: true });
      seen.observe(status, { attributes: true });
    });
    const slider = document.querySelector('[data-knob="${knob}"]');
    const say = (event) => slider.dispatchEvent(new Event(event, { bubbles: true }));
    const anew = until((changes) => changes.some(({ type }) => type === 'childList'));
    const from = performance.now();
    slider.value = Number(slider.value) + ${by};
    say('input');
    const first = await anew;
    const letGo = performance.now();
    const all = until(() => status.dataset.standing === 'whole');
    say('change');
    const last = status.dataset.standing === 'whole' ? letGo : await all;
    return [first - from, last - letGo];
  })()`;
}
