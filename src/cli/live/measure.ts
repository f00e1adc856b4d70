import { type ArmPlan, scenarioOf } from '../../experiment/arms.ts';
import type { Observer } from '../../experiment/observer.ts';
import type { Result } from '../../experiment/result.ts';
import { liveRun } from '../../live/live-run.ts';
import { refusalsOf } from '../../live/refusals.ts';
import { ServiceFault } from '../../live/staff.ts';
import { graphOf } from '../../model/topology/graph-of.ts';
import { duration } from '../../report/figures.ts';
import { liveHeader, liveNote, liveRow } from '../../report/live-row.ts';
import type { Override } from '../../scenario/overrides.ts';
import { scaled } from '../../scenario/scaled.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { Interruption } from '../interruption.ts';
import type { OpenedScenario } from '../scenario-file.ts';
import { parseAddress } from '../study/queue/address.ts';
import { tell } from '../tell.ts';
import { UsageError } from '../usage-error.ts';
import { serviceEntry } from './entry.ts';
import { type LiveOptions, portOf, scaleOf } from './live-options.ts';
import { openLog } from './log-file.ts';
import { openPrometheusFolder } from './prometheus-folder.ts';

/** A flood is held to have fallen behind where one order in a hundred was so late, in ms. */
const LATE_MS = 50;

/** What is measured, and how it is told of on the way. */
export interface Measuring {
  readonly opened: OpenedScenario;
  readonly overrides: readonly Override[];
  readonly options: LiveOptions & { readonly quiet: boolean; readonly force: boolean };
  readonly interruption: Interruption;
}

/** The scenario on the scale asked for; its head tells of that. */
export function onScale(
  { scenario }: OpenedScenario,
  options: Pick<LiveOptions, 'scale'>,
): Scenario {
  const scale = scaleOf(options);
  if (scale === 1) return scenario;
  const overrides = [...scenario.overrides, `--scale ${options.scale}`];
  return { ...scaled(scenario, scale), overrides };
}

/** Throws UsageError where real services cannot be what the scenario has. */
export function refuseUnreal(
  scenario: Scenario,
  arms: readonly ArmPlan[],
  hasStore: boolean,
): void {
  const faults = arms.flatMap((arm) => {
    const settings = scenarioOf(scenario, arm);
    return refusalsOf(graphOf(settings), hasStore);
  });
  if (faults.length === 0) return;
  const why = [...new Set(faults)].join('; ');
  throw new UsageError(`${scenario.name} cannot run on real services: ${why}`);
}

/** Runs the arms on real services, one after the other, and tells of every tick on stderr as it ends. */
export async function measure(
  scenario: Scenario,
  arms: readonly ArmPlan[],
  { opened, overrides, options, interruption }: Measuring,
): Promise<Result> {
  const plan = {
    source: opened.source,
    files: opened.texts,
    overrides,
    scale: scaleOf(options),
  };
  const { host, prometheus, log } = options;
  const onUp = prometheus === undefined ? () => {} : openPrometheusFolder(prometheus, options);
  const redis = options.redis === undefined ? null : parseAddress('--redis', options.redis).url;
  const staffing = { plan, entry: serviceEntry(), host, port: portOf(options), redis };
  try {
    const result = await liveRun(
      scenario,
      arms,
      {
        staffing,
        isInterrupted: () => interruption.requested,
        onNews: tell,
        onUp,
        onLog: log === undefined ? () => {} : openLog(log),
        onLook: async () => {},
      },
      options.quiet ? {} : watched(scenario.tick),
    );
    tellLateness(result);
    return result;
  } catch (error) {
    if (error instanceof ServiceFault) throw new UsageError(error.message);
    throw error;
  }
}

/** Tells of ticks and transitions as they come. */
function watched(tickMs: number): Observer {
  let shown = '';
  const header = (arm: string): void => {
    if (arm !== shown) tell(liveHeader(arm));
    shown = arm;
  };
  return {
    onTick: (arm, tick) => {
      header(arm);
      tell(liveRow(tick, tickMs));
    },
    onTransition: (arm, transition) => {
      header(arm);
      tell(liveNote(transition, tickMs));
    },
  };
}

function tellLateness({ live }: Result): void {
  if (live === undefined || live.lateMs.p99 < LATE_MS) return;
  const { p50, p99, max } = live.lateMs;
  tell(
    `warning: the flood fell behind: one order in a hundred was sent ${duration(p99)} late or more (half ${duration(p50)}, the latest ${duration(max)}). Latency counts from when each was due; a smaller --scale would do.`,
  );
}
