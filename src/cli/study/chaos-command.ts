import { basename } from 'node:path';
import type { ChaosResult } from '../../experiment/study/chaos/chaos-result.ts';
import { keptAccount } from '../../experiment/study/chaos/kept-account.ts';
import { CHAOS_REPORTERS } from '../../report/chaos/index.ts';
import { count } from '../../report/figures.ts';
import { keptScenario } from '../../scenario/chaos/kept.ts';
import { loadScenario, type ScenarioSource } from '../../scenario/load.ts';
import { type Override, setOption } from '../../scenario/overrides.ts';
import { writtenForm } from '../../scenario/written-form.ts';
import { EXIT } from '../exit-code.ts';
import { heedInterruption } from '../interruption.ts';
import { type Output, openOutput, writePieces } from '../output.ts';
import { openPictures } from '../pictures.ts';
import { bar, progressLine } from '../progress.ts';
import { type ArmOptions, armOverridesOf, overridesOf } from '../run-options.ts';
import { type OpenedScenario, openScenario, tellWarnings } from '../scenario-file.ts';
import type { Session } from '../session.ts';
import { tell } from '../tell.ts';
import { wantsColour, widthOf } from '../terminal.ts';
import { type ChaosProgress, runChaos } from './chaos-run.ts';
import { handsWish, openHands } from './hands-option.ts';
import { kindsOverrides, refuseWithoutIncidents } from './incident-options.ts';
import { CHAOS_PORTRAIT } from './portraits.ts';
import type { SearchOptions } from './search-options.ts';
import { estimate } from './study-progress.ts';

/** What commander reads from the command line of `chaos`. */
export interface ChaosOptions extends SearchOptions, ArmOptions {
  readonly incidents?: string;
  readonly kinds?: string;
  readonly shrink: boolean;
  readonly output?: string;
}

/** Draws and runs incidents, tells what came of them, and answers the exit code. */
export async function simulateChaos(
  reference: string | undefined,
  options: ChaosOptions,
  session: Session,
): Promise<number> {
  const wanted = handsWish(options);
  const overrides = [
    ...(await overridesOf(options)),
    ...chaosOverrides(options),
    ...armOverridesOf(options),
  ];
  const opened = await openScenario(reference, overrides);
  const { scenario, source, texts, files } = opened;
  refuseWithoutIncidents(scenario);
  tellWarnings(scenario);
  session.seed = scenario.seed;
  const interruption = heedInterruption();
  const kept = options.output === undefined ? null : openOutput(options.output, options, files);
  const pictures = await openPictures(CHAOS_PORTRAIT, options, files);
  const hands = await openHands(wanted, options);
  const progress = progressLine(process.stderr, { wanted: !options.quiet, ascii: options.ascii });
  const startMs = performance.now();
  try {
    const ground = {
      command: [],
      source: { ...source, name: basename(source.name) },
      files: texts,
      overrides,
    };
    const result = await runChaos(scenario, ground, {
      hands,
      shrink: options.shrink,
      interruption,
      onProgress: (done) =>
        progress.show(() => progressText(done, performance.now() - startMs, options.ascii)),
    });
    progress.erase();
    await report(result, options);
    await pictures.write(result);
    if (kept !== null) await keep(result, opened, overrides, kept);
    return conclude(result, interruption.requested, options.quiet);
  } finally {
    progress.erase();
    interruption.release();
    await hands.close();
    pictures.discard();
    kept?.discard();
  }
}

/** They have the last word over the scenario's `chaos` block. */
function chaosOverrides({ incidents, ...options }: ChaosOptions): Override[] {
  return [
    ...(incidents === undefined
      ? []
      : [{ assignment: `chaos.incidents=${incidents}`, option: `--incidents ${incidents}` }]),
    ...kindsOverrides(options),
  ];
}

async function report(result: ChaosResult, options: ChaosOptions): Promise<void> {
  const reporter = CHAOS_REPORTERS.find(({ name }) => name === options.format)!;
  const output = openOutput('-', options);
  const { screen } = output;
  const pieces = reporter.text(result, {
    width: widthOf(screen, process.env),
    colour: wantsColour(screen, process.env, options.color),
    ascii: options.ascii,
    quiet: options.quiet,
  });
  await writePieces(output, pieces);
}

async function keep(
  { worst, incidents }: ChaosResult,
  { scenario, source, texts }: OpenedScenario,
  overrides: readonly Override[],
  output: Output,
): Promise<void> {
  if (worst === null) {
    tell('No incident hurts an arm: there is none to keep, and nothing is written.');
    return;
  }
  const { settings } = worst.shrunk ?? worst.whole;
  const own = overrides.filter(
    (one) => !('assignment' in one && one.assignment.startsWith('chaos')),
  );
  const drawn = settings.map(({ path, value }) =>
    setOption(`${path.join('.')}=${JSON.stringify(value)}`),
  );
  const account = keptAccount(scenario, incidents.length, worst);
  // Arms of the command line stand in no file yet.
  const { arms } = writtenForm(scenario);
  const isArmed = overrides.some((one) => !('assignment' in one));
  const whole = isArmed ? { ...account, arms } : account;
  const text = keptScenario(source, [...own, ...drawn], whole);
  refuseUnsound({ name: source.name, text }, texts);
  await output.write(text);
  output.commit();
}

/** What is written can be run: throws ScenarioError where it cannot. */
function refuseUnsound(source: ScenarioSource, texts: Readonly<Record<string, string>>): void {
  loadScenario(source, [], (file) => texts[file]!);
}

/** `██████░░░░░░  42 %  420 of 1,000 incidents, about 3m20s left` */
function progressText(progress: ChaosProgress, elapsedMs: number, ascii: boolean): string {
  if (progress.phase === 'shrinking') {
    return `${bar(1, ascii)}  shrinking the worst: ${count(progress.tried)} smaller ones tried`;
  }
  const { done, of, words } = progress;
  const left = estimate((elapsedMs / done) * (of - done));
  return `${bar(done / of, ascii)}  ${count(done)} of ${count(of)} incidents, about ${left} left${words}`;
}

function conclude(
  { thresholds, partial, drawn }: ChaosResult,
  isInterrupted: boolean,
  quiet: boolean,
): number {
  if (isInterrupted) {
    const known =
      partial === undefined
        ? 'all incidents are known, and the worst is told as it was drawn'
        : `${count(partial.known)} of ${count(drawn.incidents)} incidents are known`;
    tell(`Interrupted: ${known}.`);
    return EXIT.interrupted;
  }
  const failed = thresholds.filter(({ verdict }) => verdict === 'failed').length;
  if (failed === 0) return EXIT.good;
  if (!quiet) tell(`${count(failed)} of ${count(thresholds.length)} thresholds failed.`);
  return EXIT.thresholdFailed;
}
