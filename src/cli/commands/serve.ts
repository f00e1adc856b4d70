import { Argument, Option } from 'commander';
import { armAsWritten, scenarioOf } from '../../experiment/arms.ts';
import { type Standing, serveService } from '../../live/serve.ts';
import { graphOf } from '../../model/topology/graph-of.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { EXIT } from '../exit-code.ts';
import { heedInterruption } from '../interruption.ts';
import { refuseUnreal } from '../live/measure.ts';
import { addScenarioOptions, overridesOf, type RunOptions } from '../run-options.ts';
import { openScenario, tellWarnings } from '../scenario-file.ts';
import { tell } from '../tell.ts';
import { UsageError } from '../usage-error.ts';
import { wholeOf } from '../whole-number.ts';
import type { Configure } from './command.ts';

/** The services of the short form by the words of the command line: the place of each, and its usual port. */
const SERVICES = {
  order: { place: 0, port: 8080, path: '/orders' },
  payment: { place: 1, port: 8081, path: '/payments' },
} as const;

type ServiceName = keyof typeof SERVICES;

interface Options extends Pick<RunOptions, 'pipeline' | 'seed' | 'set' | 'duration' | 'tick'> {
  readonly host: string;
  readonly port?: string;
  readonly payment: string;
}

const MOST_PORT = 65_535;

export const configure: Configure = (command, session) => {
  command
    .addArgument(new Argument('<service>', 'which of the two').choices(Object.keys(SERVICES)))
    .argument('[scenario]', 'a file, the name of a shipped scenario, or - for standard input')
    .option('--host <address>', 'where it listens', '127.0.0.1')
    .option('--port <number>', '8080 for order, 8081 for payment; 0: any that is free')
    .addOption(
      new Option('--payment <host:port>', 'where the PaymentService is, for order').default(
        `127.0.0.1:${SERVICES.payment.port}`,
      ),
    );
  addScenarioOptions(command)
    .addHelpText(
      'after',
      `
The two servers of the textbooks, to play with: curl an order, make the PaymentService fail while it runs, see what
the breaker does. The script of the scenario does not run. More: blackfriday help live

Examples:
  blackfriday serve payment classic
  blackfriday serve order classic
  curl -X POST localhost:8080/orders -d '{"amountCents":2000}'
  curl -X POST "localhost:8080/orders?breaker=off"
  curl -X POST localhost:8081/control -H "Authorization: Bearer TOKEN" -d '{"failureRate":"100%"}'`,
    )
    .action(async (name: ServiceName, reference: string | undefined, options: Options) => {
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

async function stand(name: ServiceName, scenario: Scenario, options: Options): Promise<Standing> {
  const { place, path, port: usual } = SERVICES[name];
  if (scenario.services !== undefined) {
    throw new UsageError(
      `${scenario.name} has services of its own; serve is for an OrderService and a PaymentService`,
    );
  }
  const arm = armAsWritten(scenario);
  refuseUnreal(scenario, [arm]);
  const port = wholeOf('--port', options.port ?? String(usual), 0, MOST_PORT);
  const standing = await listening({
    seed: scenario.seed,
    graph: graphOf(scenarioOf(scenario, arm)),
    place,
    address: { host: options.host, port },
    others: addressOf(options.payment),
    onLog: (line) => process.stdout.write(`${line}\n`),
  });
  const { host, port: at } = standing.address;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${at}`;
  tell(
    [
      `The ${name === 'order' ? 'OrderService' : 'PaymentService'} of ${scenario.name} listens at ${url}`,
      `  curl -X POST ${url}${path} -d '{"amountCents":2000}'`,
      `  curl ${url}/state        also /healthz /readyz /metrics`,
      `  curl -X POST ${url}/control -H "Authorization: Bearer ${standing.token}" -d '${name === 'order' ? '{"circuit":"open"}' : '{"failureRate":"100%"}'}'`,
      'Ctrl-C ends it.',
    ].join('\n'),
  );
  return standing;
}

async function listening(wanted: Parameters<typeof serveService>[0]): Promise<Standing> {
  try {
    return await serveService(wanted);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Throws UsageError. */
function addressOf(text: string): { host: string; port: number } {
  const match = /^(?:http:\/\/)?(\[[^\]]+\]|[^:/]+):(\d+)\/?$/.exec(text);
  if (match === null) {
    throw new UsageError(`--payment: found "${text}", expected host:port, such as 127.0.0.1:8081`);
  }
  const port = wholeOf('--payment', match[2]!, 1, MOST_PORT);
  return { host: match[1]!.replace(/^\[|\]$/g, ''), port };
}
