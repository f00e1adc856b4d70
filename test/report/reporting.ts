import type { Result } from '../../src/experiment/result.ts';
import { REPORTERS } from '../../src/report/index.ts';
import type { Reporter, ReporterOptions } from '../../src/report/reporter.ts';

const PLAIN: ReporterOptions = {
  width: 80,
  colour: false,
  ascii: false,
  everyTick: false,
  byService: false,
  ticks: true,
  quiet: false,
  calls: false,
};

export function reporterOf(format: string, options: Partial<ReporterOptions> = {}): Reporter {
  return REPORTERS.find(({ name }) => name === format)!.create({ ...PLAIN, ...options });
}

/** All that a reporter writes of a run, its events told in the order in which they happened. */
export function told(reporter: Reporter, result: Result): string {
  const text = [
    reporter.start?.(
      result.scenario,
      result.arms.map(({ name }) => name),
    ),
  ];
  for (const { name, transitions } of result.arms) {
    for (const transition of transitions) text.push(reporter.transition?.(name, transition));
  }
  const ticks = Math.max(...result.arms.map((arm) => arm.ticks?.length ?? 0));
  for (let index = 0; index < ticks; index++) {
    for (const { name, ticks: ofArm } of result.arms) {
      const tick = ofArm?.[index];
      if (tick !== undefined) text.push(reporter.tick?.(name, tick));
    }
  }
  return [...text, ...reporter.end(result)].join('');
}
