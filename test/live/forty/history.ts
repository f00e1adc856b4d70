import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SharedRecord } from '../../../src/resilience/breaker/sharing/shared-record.ts';

/**
 * Every record that Redis ever wrote under the key, in order, from its append-only file: the one account of
 * what happened when that depends on nobody's clock but Redis'.
 */
export function historyOf(dir: string, key: string): SharedRecord[] {
  const files = readdirSync(join(dir, 'appendonlydir'))
    .filter((name) => name.endsWith('.incr.aof'))
    .sort();
  return files
    .flatMap((name) => commandsIn(readFileSync(join(dir, 'appendonlydir', name))))
    .filter(([command, of]) => command?.toUpperCase() === 'SET' && of === key)
    .map(([, , value]) => JSON.parse(value!) as SharedRecord);
}

/** What breaks the rules of one circuit with one prober: a sentence each. */
export function breachesIn(history: readonly SharedRecord[], leaseMs: number): string[] {
  return history.slice(1).flatMap((record, place) => {
    const before = history[place]!;
    const step = `${told(before)}, then ${told(record)}`;
    const isAnother = record.state !== before.state || record.prober !== before.prober;
    const isElection = record.state === 'half-open' && isAnother;
    return [
      ...(record.epoch === before.epoch + (isAnother ? 1 : 0) ? [] : [`${step}: epoch`]),
      // Whoever is elected says when by when the lease ends; before that instant nobody else may hold it.
      ...(isElection && record.untilMs - leaseMs < before.untilMs ? [`${step}: too early`] : []),
    ];
  });
}

const told = ({ epoch, state, prober, untilMs }: SharedRecord): string =>
  `${epoch} ${state} ${prober} until ${untilMs}`;

/** Commands as Redis writes them: how many words, and each with its length before it. */
function commandsIn(bytes: Buffer): string[][] {
  const commands: string[][] = [];
  let at = 0;
  const number = (): number => {
    const end = bytes.indexOf('\r\n', at);
    const value = Number(bytes.toString('latin1', at + 1, end));
    at = end + 2;
    return value;
  };
  while (at < bytes.length) {
    commands.push(
      Array.from({ length: number() }, () => {
        const length = number();
        const word = bytes.toString('utf8', at, at + length);
        at += length + 2;
        return word;
      }),
    );
  }
  return commands;
}
