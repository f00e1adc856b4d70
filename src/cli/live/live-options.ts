import { type Command, Option } from 'commander';
import * as v from 'valibot';
import { positiveShare } from '../../kernel/quantities.ts';
import { UsageError } from '../usage-error.ts';
import { wholeOf } from '../whole-number.ts';

/** How real services are run. */
export interface LiveOptions {
  readonly scale: string;
  readonly host: string;
  readonly port: string;
  /** Where instances share circuits. */
  readonly redis?: string;
  /** A folder for what Prometheus and Grafana need. */
  readonly prometheus?: string;
  /** The file of the log. */
  readonly log?: string;
}

const LOOPBACK = '127.0.0.1';
const WHOLE = '100%';
const ANY_PORT = '0';

/** The options of every command that runs real services. */
export function addLiveOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--scale <share>',
        'of the orders, and of all that makes room for them: 2% is for a small machine',
      ).default(WHOLE),
    )
    .addOption(
      new Option('--host <address>', 'where the services listen').default(LOOPBACK, 'loopback'),
    )
    .addOption(
      new Option(
        '--port <number>',
        'of the first service, the others on those after it; left out, any that are free',
      ).default(ANY_PORT, 'free ones'),
    )
    .option(
      '--redis <url>',
      'where instances share circuits (sharing: { kind: store }): redis://localhost:6379',
    )
    .option(
      '--prometheus <folder>',
      'write prometheus.yml, alert rules and a Grafana dashboard for these services',
    )
    .option('--log <file>', 'append a line of JSON for every change of a circuit, as it happens');
}

/** Throws UsageError. */
export function scaleOf({ scale }: Pick<LiveOptions, 'scale'>): number {
  const decoded = v.safeParse(positiveShare, scale);
  if (decoded.success) return decoded.output;
  throw new UsageError(`--scale: found ${JSON.stringify(scale)}, expected a share such as 2%`);
}

const MOST_PORT = 65_535;

/** Throws UsageError. */
export function portOf({ port }: Pick<LiveOptions, 'port'>): number {
  return wholeOf('--port', port, 0, MOST_PORT);
}

/** Throws UsageError where an option of real services is given, and there are to be none. */
export function refuseWithoutLive(options: LiveOptions): void {
  const { scale, host, port, redis, prometheus, log } = options;
  const isUsual = scale === WHOLE && host === LOOPBACK && port === ANY_PORT;
  if (isUsual && [redis, prometheus, log].every((one) => one === undefined)) return;
  throw new UsageError('--scale, --host, --port, --redis, --prometheus and --log go with --live');
}
