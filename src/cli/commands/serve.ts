import { Option } from 'commander';
import { armAsWritten } from '../../experiment/arms.ts';
import { nearestName } from '../../kernel/settings.ts';
import type { Address } from '../../live/messages.ts';
import { worldOfArm } from '../../live/plan.ts';
import { type Standing, serveService } from '../../live/serve.ts';
import { pathOf } from '../../live/service/paths.ts';
import type { World } from '../../live/world.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { EXIT } from '../exit-code.ts';
import { heedInterruption } from '../interruption.ts';
import { addScenarioOptions, overridesOf, type RunOptions, repeated } from '../run-options.ts';
import { openScenario, tellWarnings } from '../scenario-file.ts';
import { tell } from '../tell.ts';
import { UsageError } from '../usage-error.ts';
import { wholeOf } from '../whole-number.ts';
import type { Configure } from './command.ts';

/** The services of the short form by the words of the command line, in the order of the graph. */
const SHORT_NAMES = ['order', 'payment', 'backup'];

interface Options extends Pick<RunOptions, 'pipeline' | 'seed' | 'set' | 'duration' | 'tick'> {
  readonly host: string;
  readonly port?: string;
  readonly payment?: string;
  readonly to: readonly string[];
}

/** Of the front service; each of the others has the next. */
const FIRST_PORT = 8_080;
const MOST_PORT = 65_535;
const LOOPBACK = '127.0.0.1';

export const configure: Configure = (command, session) => {
  command
    .argument('<service>', 'order or payment; of a scenario with services, the name of one')
    .argument('[scenario]', 'a file, the name of a shipped scenario, or - for standard input')
    .option('--host <address>', 'where it listens', LOOPBACK)
    .option(
      '--port <number>',
      '8080 for the first service of the scenario, 8081 for the second, and so on; 0: any that is free',
    )
    .option('--payment <host:port>', 'where the PaymentService is, for order')
    .addOption(
      new Option(
        '--to <name=host:port>',
        'where a service is that it calls; once for each instance of it',
      )
        .argParser(repeated)
        .default([], 'on the usual ports of this machine'),
    );
  addScenarioOptions(command)
    .addHelpText(
      'after',
      `
One service by itself, to play with: curl an order, make a service fail while it runs, see what the breaker does. The
script of the scenario does not run, and regions are no distance. More: blackfriday help live

Examples:
  blackfriday serve payment classic
  blackfriday serve order classic
  curl -X POST localhost:8080/orders -d '{"amountCents":2000}'
  curl -X POST "localhost:8080/orders?breaker=off"
  curl -X POST localhost:8081/control -H "Authorization: Bearer TOKEN" -d '{"failureRate":"100%"}'
  blackfriday serve checkout two-providers --to stripe=127.0.0.1:8081 --to adyen=127.0.0.1:8082`,
    )
    .action(async (name: string, reference: string | undefined, options: Options) => {
      const opened = await openScenario(reference, await overridesOf(options));
      tellWarnings(opened.scenario);
      const standing = await stand(name, opened.scenario, options);
      const interruption = heedInterruption(['SIGINT', 'SIGTERM']);
      await interruption.whenRequested;
      interruption.release();
      await standing.close();
      session.exitCode = EXIT.interrupted;
    });
};

async function stand(name: string, scenario: Scenario, options: Options): Promise<Standing> {
  const world = worldOfArm(scenario, armAsWritten(scenario));
  const names = namesIn(world, scenario);
  const place = placeOf('<service>', name, names);
  const port = wholeOf('--port', options.port ?? String(FIRST_PORT + place), 0, MOST_PORT);
  const standing = await listening({
    world,
    place,
    address: { host: options.host, port },
    others: othersIn(options, names),
    onLog: (line) => process.stdout.write(`${line}\n`),
  });
  const { host, port: at } = standing.address;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${at}`;
  const { calls, name: called } = world.graph.services[place]!;
  const control = calls.length > 0 ? '{"circuit":"open"}' : '{"failureRate":"100%"}';
  tell(
    [
      `The ${called} of ${scenario.name} listens at ${url}`,
      `  curl -X POST ${url}${pathOf(world.graph, place)} -d '{"amountCents":2000}'`,
      `  curl ${url}/state        also /healthz /readyz /metrics`,
      `  curl -X POST ${url}/control -H "Authorization: Bearer ${standing.token}" -d '${control}'`,
      'Ctrl-C ends it.',
    ].join('\n'),
  );
  return standing;
}

/** What people call the services here, by their places. */
function namesIn({ graph: { services } }: World, scenario: Scenario): readonly string[] {
  return scenario.services === undefined
    ? SHORT_NAMES.slice(0, services.length)
    : services.map(({ name }) => name);
}

/** Throws UsageError. */
function placeOf(where: string, name: string, names: readonly string[]): number {
  const place = names.indexOf(name);
  if (place >= 0) return place;
  const nearest = nearestName(name, names);
  const advice = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  throw new UsageError(`${where}: found "${name}", expected one of ${names.join(', ')}${advice}`);
}

/** Where the services are, by their places. Throws UsageError. */
function othersIn(
  { payment, to }: Options,
  names: readonly string[],
): ReadonlyMap<number, readonly Address[]> {
  const others = new Map<number, Address[]>(
    names.map((_, place) => [place, [{ host: LOOPBACK, port: FIRST_PORT + place }]]),
  );
  const given = new Map<number, Address[]>();
  const all = payment === undefined ? [] : [['--payment', 'payment', payment] as const];
  const named = to.map((text) => {
    const [, name, where] = /^([^=]*)=(.*)$/.exec(text) ?? [];
    if (name !== undefined && where !== undefined) return ['--to', name, where] as const;
    throw new UsageError(
      `--to: found "${text}", expected NAME=host:port, such as ${names[1] ?? names[0]}=127.0.0.1:8081`,
    );
  });
  for (const [option, name, where] of [...all, ...named]) {
    const place = placeOf(option, name, names);
    given.set(place, [...(given.get(place) ?? []), addressOf(option, where)]);
  }
  return new Map([...others, ...given]);
}

async function listening(wanted: Parameters<typeof serveService>[0]): Promise<Standing> {
  try {
    return await serveService(wanted);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Throws UsageError. */
function addressOf(option: string, text: string): Address {
  const match = /^(?:http:\/\/)?(\[[^\]]+\]|[^:/]+):(\d+)\/?$/.exec(text);
  if (match === null) {
    throw new UsageError(`${option}: found "${text}", expected host:port, such as 127.0.0.1:8081`);
  }
  const port = wholeOf(option, match[2]!, 1, MOST_PORT);
  return { host: match[1]!.replace(/^\[|\]$/g, ''), port };
}
