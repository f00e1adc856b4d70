import { armsOf } from '../../experiment/arms.ts';
import { FAR_BELOW, NORMAL, PAYMENTS } from '../../experiment/incident/normal.ts';
import type { Result } from '../../experiment/result.ts';
import { shareText } from '../../kernel/quantity-text.ts';
import { addLiveOptions, type LiveOptions, refuseWithoutLive } from '../live/live-options.ts';
import {
  type ArmOptions,
  addArmOptions,
  addRunOptions,
  armOverridesOf,
  overridesOf,
  type RunOptions,
} from '../run-options.ts';
import { openScenario, tellWarnings } from '../scenario-file.ts';
import { simulate } from '../simulate.ts';
import { planOfScenario } from '../study/plan-of-scenario.ts';
import { addStudyOptions, type StudyOptions, studyWish } from '../study/study-options.ts';
import { simulateStudy } from '../study/study-run.ts';
import { tell } from '../tell.ts';
import { UsageError } from '../usage-error.ts';
import type { Configure } from './command.ts';

type CompareOptions = RunOptions &
  ArmOptions &
  StudyOptions &
  LiveOptions & { readonly live: boolean };

export const configure: Configure = (command, session) => {
  command.argument('[scenario]', 'a file, the name of a shipped scenario, or - for standard input');
  command.option(
    '--live',
    'on real services, one arm after the other, as live does; takes its options below',
    false,
  );
  addStudyOptions(addRunOptions(addLiveOptions(addArmOptions(command))))
    .addHelpText(
      'after',
      `
Service is normal again from the order on of which this is true: of the next orders, as many as
normally bring ${PAYMENTS} payments, at least ${shareText(NORMAL)} as many are paid as before the trouble, and no later
stretch brings less than ${shareText(FAR_BELOW)}. More: blackfriday help verdict

Examples:
  blackfriday compare                                 the flagship
  blackfriday compare retry-storm --seed 7 --every-tick
  blackfriday compare --set orderService.pipeline.breaker.open.duration=30s
  blackfriday compare --vary orderService.pipeline.breaker.open.duration=2s,5s,10s,20s
  blackfriday compare --arm 'none: without breaker' --arm 'bare: without breaker, retry'
  blackfriday compare my.yaml --pipeline application.yml#paymentService
  blackfriday compare my.yaml --format json -o result.json
  blackfriday compare --seeds 30                      with intervals: is it real, or luck?
  blackfriday compare hard-down --live --scale 20%    the arms on real services
  blackfriday compare --until 0.1% --max-seeds 500    as many seeds as it takes
  blackfriday compare --seeds 1000 --shard 3/40 -o part-3.json
  blackfriday compare --seeds 1000 --queue redis://host   by whoever works there: blackfriday work --help
  More: blackfriday help studies`,
    )
    .action(async (reference: string | undefined, options: CompareOptions) => {
      const wish = studyWish(options, process.env);
      const overrides = [...(await overridesOf(options)), ...armOverridesOf(options)];
      const opened = await openScenario(reference, overrides);
      tellWarnings(opened.scenario);
      if (options.live) {
        if (wish !== null) throw new UsageError('--live takes real time: one seed, not a study');
        const { simulateLive } = await import('../live/write-live.ts');
        const task = { opened, overrides, armsIn: armsOf, told: (real: Result) => real };
        session.exitCode = await simulateLive(task, options, session);
        return;
      }
      refuseWithoutLive(options);
      if (wish !== null) {
        const plan = planOfScenario('compare', reference, opened, overrides, options);
        session.exitCode = await simulateStudy(plan, wish, opened.files, options);
        return;
      }
      const arms = armsOf(opened.scenario);
      if (arms.length < 2) {
        const { name, arms: named } = opened.scenario;
        const why = named.length > 0 ? 'names one arm' : 'holds no breaker';
        tell(`${name} ${why}, so there is nothing to compare it with: one arm is run.`);
      }
      session.exitCode = await simulate(opened, arms, { ...options, calls: false }, session);
    });
};
