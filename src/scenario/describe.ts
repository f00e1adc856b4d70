import { outgoing } from '../kernel/outgoing.ts';
import { durationText } from '../kernel/quantity-text.ts';
import { orderServiceSettings } from '../model/order-settings.ts';
import { paymentServiceSettings } from '../model/service/payment-settings.ts';
import { changesOf } from './arms/arm-words.ts';
import { chaosLines } from './chaos/describe-chaos.ts';
import { capacityLines } from './describe-capacity.ts';
import { economicsLines } from './describe-economics.ts';
import { graphAccounts, serviceTree } from './describe-graph.ts';
import { pipelineLines } from './describe-pipeline.ts';
import { changeWords, entryTimes, scriptStrips, wayWords } from './describe-script.ts';
import { accountOf, type TrafficAccount } from './describe-traffic.ts';
import { labelled, wrapped } from './layout.ts';
import { type PictureOptions, picture, pictureColumns } from './picture.ts';
import type { Scenario } from './schema.ts';
import type { AnySchema } from './schema-walk.ts';
import { treeLines } from './tree.ts';
import { inWords, settingOf, spaced } from './words.ts';

/** A part of a scenario in words. */
export interface Account {
  readonly label: string;
  readonly lines: readonly string[];
}

/** A scenario in words, part by part; there is no picture to fill, and so one column will do. */
export function scenarioAccounts(scenario: Scenario): Account[] {
  const traffic = accountOf(scenario.traffic, scenario.duration, 1);
  const services = scenario.services === undefined ? [] : graphAccounts(scenario, traffic.peak);
  return accountsOf(scenario, traffic, services);
}

/** `services`: in the words of whoever asks, where the scenario is a graph. */
function accountsOf(
  scenario: Scenario,
  traffic: TrafficAccount,
  services: readonly Account[],
): Account[] {
  return [
    { label: 'Run', lines: [runLine(scenario)] },
    { label: 'Traffic', lines: traffic.lines },
    ...(scenario.services === undefined
      ? shortAccounts(scenario, traffic)
      : [
          ...services,
          { label: 'Regions', lines: regionLines(scenario) },
          { label: 'Chaos', lines: chaosLines(scenario) },
        ]),
    { label: 'Arms', lines: armLines(scenario) },
    { label: 'Economics', lines: economicsLines(scenario.economics) },
    { label: 'Thresholds', lines: scenario.thresholds.map((threshold) => threshold.text) },
  ].filter(({ lines }) => lines.length > 0);
}

/** What becomes of the ways between regions, where anything does. */
function regionLines({ regions, duration }: Scenario): string[] {
  if (regions === undefined || regions.script.length === 0) return [];
  const delays = Object.entries(regions.delays).flatMap(([one, others]) =>
    Object.entries(others).map(
      ([other, ms]) => `${one} and ${other}: ${durationText(ms)} each way`,
    ),
  );
  const script = regions.script.map(
    (entry) => `${entryTimes(entry, duration)}: ${wayWords(entry).join(', ')}`,
  );
  return [...delays, ...script];
}

function shortAccounts(scenario: Scenario, traffic: TrafficAccount): Account[] {
  return [
    {
      label: 'PaymentService',
      lines: [...paymentLines(scenario.paymentService), ...capacityLines(scenario, traffic.peak)],
    },
    { label: 'BackupService', lines: backupLines(scenario) },
    { label: 'Script', lines: scriptLines(scenario) },
    { label: 'Chaos', lines: chaosLines(scenario) },
    { label: 'OrderService', lines: orderServiceLines(scenario) },
    { label: 'Pipeline', lines: pipelineWords(scenario) },
  ];
}

/** A scenario in words, with a small picture of its traffic and its script over time; plain text. */
export function describeScenario(scenario: Scenario, options: PictureOptions): string {
  const { width } = options;
  const traffic = accountOf(scenario.traffic, scenario.duration, pictureColumns(width));
  const tree = { label: SERVICES, lines: treeOf(scenario, traffic.peak, options) };
  const sections = [
    wrapped(heading(scenario), width),
    wrapped(scenario.story, width),
    ...accountsOf(scenario, traffic, [tree]).map(({ label, lines }) =>
      label === SERVICES
        ? lines
        : lines.flatMap((line, index) => labelled(index === 0 ? label : '', line, width)),
    ),
    picture(
      scenario.duration,
      traffic.curve,
      scriptStrips(scenario, pictureColumns(width)),
      options,
    ),
  ];
  const page = sections
    .filter((lines) => lines.some((line) => line !== ''))
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  const door = options.ascii ? 'ascii' : 'screen';
  return page
    .split('\n')
    .map((line) => `${outgoing(line, door)}\n`)
    .join('');
}

/** Told as a tree, which takes the whole width. */
const SERVICES = 'Services';

function treeOf(scenario: Scenario, peak: number | undefined, options: PictureOptions): string[] {
  return scenario.services === undefined ? [] : treeLines(serviceTree(scenario, peak), options);
}

function heading({ name, title }: Scenario): string {
  return title === '' ? name : `${name}: ${title}`;
}

function runLine({ duration, tick, seed }: Scenario): string {
  return `${durationText(duration)} in ticks of ${durationText(tick)}, seed ${seed}`;
}

/** Every setting of a service that has one; a limit that is left out is said to be none. */
function serviceLines(schema: AnySchema, service: object, limits: readonly string[]): string[] {
  const settings = service as Readonly<Record<string, unknown>>;
  return Object.keys(schema.entries!).flatMap((key) => {
    const value = settings[key];
    if (Array.isArray(value)) return [];
    if (value !== undefined)
      return [`${spaced(key)} ${inWords(settingOf(schema, {}, key), value)}`];
    return limits.includes(key) ? [`${spaced(key)}: no limit`] : [];
  });
}

function paymentLines(service: Scenario['paymentService']): string[] {
  return serviceLines(paymentServiceSettings as unknown as AnySchema, service, [
    'capacity',
    'queue',
  ]);
}

/** Its script is told with its numbers: the picture is of the PaymentService's. */
function backupLines({ backupService, duration }: Scenario): string[] {
  if (backupService === undefined) return [];
  const script = backupService.script.map(
    (entry) => `${entryTimes(entry, duration)}: ${changeWords(entry).join(', ')}`,
  );
  return [...paymentLines(backupService), ...script];
}

function orderServiceLines({ orderService }: Scenario): string[] {
  return serviceLines(orderServiceSettings as unknown as AnySchema, orderService, [
    'workers',
    'backlog',
  ]);
}

/** Those that it names, the baseline first. */
function armLines({ arms }: Scenario): string[] {
  return arms.map(({ name, written }) => {
    const changes = changesOf(written);
    return `${name}: ${changes.length === 0 ? 'as written' : changes.join(', ')}`;
  });
}

function pipelineWords({ orderService: { pipeline } }: Scenario): string[] {
  if (pipeline.length === 0) return ['none: every order makes one call and waits for its answer'];
  return pipelineLines(pipeline);
}

function scriptLines({ paymentService, duration }: Scenario): string[] {
  if (paymentService.script.length === 0) return ['nothing changes over time'];
  return paymentService.script.map((entry) => {
    return `${entryTimes(entry, duration)}: ${changeWords(entry).join(', ')}`;
  });
}
