import { setTimeout as pause } from 'node:timers/promises';
import type { ArmPlan } from '../experiment/arms.ts';
import type { Observer } from '../experiment/observer.ts';
import type { LiveFacts, Result } from '../experiment/result.ts';
import { setUp, type Trial } from '../experiment/trial.ts';
import { Histogram } from '../kernel/histogram.ts';
import { Feed } from '../model/observed/feed.ts';
import type { Observation } from '../model/observed/observation.ts';
import { observedWorld } from '../model/observed/observed-world.ts';
import type { Scenario } from '../scenario/schema.ts';
import { ArmBooks } from './arm-books.ts';
import { LiveArm, type LiveListener, type Staffing } from './live-arm.ts';
import { worldOfArm } from './plan.ts';
import type { Target } from './prometheus/files.ts';
import { stateChangeLine } from './state-change.ts';

/** The books keep so far behind the time that what other processes saw is known by then. */
const BEHIND_MS = 400;
const LOOK_EVERY_MS = 50;

export interface LiveOptions extends Pick<LiveListener, 'onNews'> {
  readonly staffing: Staffing;
  /** The services of an arm are up, and where. */
  readonly onUp: (targets: readonly Target[]) => void;
  /** Told of every change of a circuit's state, a line of JSON each. */
  readonly onLog: (line: string) => void;
  /** Whether to end now, with what is known. */
  readonly isInterrupted: () => boolean;
  /** Called after each look, for whoever has something to write. */
  readonly onLook: (
    atMs: number,
    arm: string,
    workers: readonly { readonly pid: number }[],
  ) => Promise<void>;
}

/** Runs arms one after the other on real services; the books are kept as those of a simulation are. */
export async function liveRun(
  scenario: Scenario,
  plans: readonly ArmPlan[],
  options: LiveOptions,
  observer: Observer,
): Promise<Result> {
  // Of several arms, so that all can be told up to the instant of an interruption.
  const recordings = plans.map((): Observation[] => []);
  const lateness = new Histogram();
  const loopLateMs: Record<string, number> = {};
  const facts = (): LiveFacts => ({
    scale: options.staffing.plan.scale,
    lateMs: latenessOf(lateness),
    loopLateMs,
  });
  const { trial, feeds } = onRecord(scenario, plans, observer);
  observer.onStart?.(
    trial.head,
    plans.map(({ name }) => name),
  );
  for (const [place, arm] of trial.arms.entries()) {
    const books = new ArmBooks(arm, scenario);
    const { graph } = worldOfArm(scenario, arm.plan);
    const live = await LiveArm.start(scenario, arm.plan, options.staffing, {
      lateness,
      onNews: (words) => options.onNews(`${arm.name}: ${words}`),
      onSeen: (seen) => {
        if (plans.length > 1) recordings[place]!.push(seen);
        feeds[place]!.push(seen);
        if (seen.what !== 'changed') return;
        const known = { arm: arm.name, atMs: Math.round(seen.atMs) };
        options.onLog(stateChangeLine(graph, seen, Date.now(), known));
      },
    });
    let stoppedAtMs: number | null = null;
    try {
      options.onUp(live.staff.map(({ name, address }) => ({ name, address })));
      while (!options.isInterrupted() && !arm.isOver && live.nowMs < scenario.duration) {
        await pause(LOOK_EVERY_MS);
        books.keepUp(Math.min(scenario.duration, live.nowMs - BEHIND_MS));
        await options.onLook(live.nowMs, arm.name, live.workers);
      }
      if (options.isInterrupted()) stoppedAtMs = Math.min(live.nowMs, scenario.duration);
    } finally {
      await live.end();
    }
    for (const [name, ms] of Object.entries(live.loopLateMs)) {
      loopLateMs[name] = Math.max(ms, loopLateMs[name] ?? 0);
    }
    books.finish(stoppedAtMs ?? scenario.duration);
    if (stoppedAtMs === null) continue;
    if (plans.length === 1) return told(trial.conclude(stoppedAtMs), facts());
    const begun = recordings.slice(0, place + 1);
    const known = onRecord(scenario, plans.slice(0, place + 1), {}, begun);
    for (const one of known.trial.arms) new ArmBooks(one, scenario).finish(stoppedAtMs);
    return told(known.trial.conclude(stoppedAtMs), facts());
  }
  return told(trial.conclude(null), facts());
}

/** Arms whose worlds are what is observed; of `recordings`, what has been. */
function onRecord(
  scenario: Scenario,
  plans: readonly ArmPlan[],
  observer: Observer,
  recordings: readonly (readonly Observation[])[] = [],
): { readonly trial: Trial; readonly feeds: readonly Feed[] } {
  const feeds = plans.map(() => new Feed());
  const worldOf = (plan: ArmPlan) => observedWorld(feeds[plans.indexOf(plan)]!);
  const trial = setUp(scenario, plans, { ticks: true, worldOf }, observer);
  recordings.forEach((recording, place) => {
    for (const seen of recording) feeds[place]!.push(seen);
  });
  return { trial, feeds };
}

function told(result: Result, live: LiveFacts): Result {
  return { ...result, source: 'live', live };
}

function latenessOf(lateness: Histogram): LiveFacts['lateMs'] {
  const at = (share: number): number => (lateness.count === 0 ? 0 : lateness.quantile(share));
  return { p50: at(0.5), p99: at(0.99), max: lateness.max };
}
