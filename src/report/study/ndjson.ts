import { outgoing } from '../../kernel/outgoing.ts';
import type { StudyReporter } from './study-reporter.ts';

/** The facts of a study, one object a line, told apart by `type`. */
export const ndjson: StudyReporter = {
  name: 'ndjson',
  summary: 'one JSON object a line: metrics, facts, ticks, thresholds, verdicts',
  *write({ scenario, seeds, identity, level, cells, partial, shard, until }) {
    const format = 'blackfriday.study/1';
    const whole = { partial, shard, until };
    yield line({ type: 'study', format, identity, scenario, seeds, level, ...whole });
    for (const { settings, arms, thresholds, verdict } of cells) {
      for (const { name, metrics, differences, facts, ticks } of arms) {
        const place = { settings, arm: name };
        for (const [metric, reading] of Object.entries(metrics)) {
          const difference = differences?.[metric];
          yield line({ type: 'metric', ...place, metric, ...reading, difference });
        }
        for (const [fact, share] of Object.entries(facts)) {
          yield line({ type: 'fact', ...place, fact, ...share });
        }
        for (const tick of ticks) yield line({ type: 'tick', ...place, ...tick });
      }
      for (const threshold of thresholds) yield line({ type: 'threshold', settings, ...threshold });
      yield line({ type: 'verdict', settings, verdict });
    }
  },
};

function line(fact: object): string {
  return `${outgoing(JSON.stringify(fact), 'json')}\n`;
}
