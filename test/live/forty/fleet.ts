import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Duty, Outcome, Said } from './order-service.ts';

/** What has been heard of a member. */
export interface Member {
  readonly pid: number;
  readonly counts: Record<Outcome, number>;
  /** Its circuit's changes, with their reasons, in order. */
  readonly changes: { readonly change: string; readonly reason: string }[];
  /** The most calls that it made on one answer of the store. */
  mostSinceLook: number;
  /** Known once it has ended in order. */
  orders: number | undefined;
}

/** OrderServices in processes of their own, each of which goes on ordering until it is told to end. */
export class Fleet {
  readonly members: readonly Member[];
  private readonly children: readonly ChildProcess[];
  private readonly dir: string;

  private constructor(dir: string, program: string, duties: readonly Duty[]) {
    this.dir = dir;
    this.children = duties.map((duty) =>
      fork(program, [JSON.stringify(duty)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
    );
    this.members = this.children.map((child) => {
      const member: Member = {
        pid: child.pid!,
        counts: { paid: 0, failed: 0, blocked: 0 },
        changes: [],
        mostSinceLook: 0,
        orders: undefined,
      };
      child.on('message', (said: Said) => hear(member, said));
      return member;
    });
  }

  /** So many, alike but for their numbers. */
  static async start(size: number, duty: Omit<Duty, 'member'>): Promise<Fleet> {
    const dir = mkdtempSync(join(tmpdir(), 'blackfriday-fleet-'));
    const program = join(dir, 'order-service.cjs');
    await build({
      entryPoints: ['test/live/forty/order-service.ts'],
      outfile: program,
      bundle: true,
      platform: 'node',
      logLevel: 'error',
    });
    return new Fleet(
      dir,
      program,
      Array.from({ length: size }, (_, member) => ({ ...duty, member })),
    );
  }

  /** Whether all but so many have got more of it since this was asked for. */
  more(what: Outcome, times = 1, but = 0): () => boolean {
    const before = this.members.map(({ counts }) => counts[what]);
    return () =>
      this.members.filter(({ counts }, place) => counts[what] >= before[place]! + times).length >=
      this.members.length - but;
  }

  /** Of all members together. */
  total(...what: readonly Outcome[]): number {
    return this.members.reduce(
      (sum, { counts }) => sum + what.reduce((part, one) => part + counts[one], 0),
      0,
    );
  }

  signal(member: number, signal: NodeJS.Signals): void {
    this.children[member]!.kill(signal);
  }

  /** Each ends its order first, and tells how many it had; whoever was killed has ended already. */
  async end(): Promise<void> {
    await Promise.all(
      this.children.map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const gone = once(child, 'exit');
        child.send('end', () => {});
        await gone;
      }),
    );
    rmSync(this.dir, { recursive: true, force: true });
  }
}

function hear(member: Member, said: Said): void {
  switch (said.what) {
    case 'order':
      member.counts[said.outcome]++;
      member.mostSinceLook = Math.max(member.mostSinceLook, said.sinceLook);
      return;
    case 'changed':
      member.changes.push({ change: said.change, reason: said.reason });
      return;
    case 'done':
      member.orders = said.orders;
      return;
  }
}
