import { type ChildProcess, fork } from 'node:child_process';
import type { Observation } from '../model/observed/observation.ts';
import type { Address, Duty, Order, Report } from './messages.ts';

/** Where the program of a service's process lies, and what Node needs to run it. */
export interface Entry {
  readonly path: string;
  readonly execArgv: readonly string[];
}

/** A process that cannot begin, or ends before its time. */
export class ServiceFault extends Error {
  override readonly name = 'ServiceFault';
}

interface WorkerListener {
  readonly onSeen: (observations: readonly Observation[]) => void;
  /** It has ended before its time: how, in words. All that it told has been heard. */
  readonly onCrash: (how: string) => void;
}

/** The process of a service, seen by whoever started it. */
export class ServiceWorker {
  readonly name: string;
  private readonly child: ChildProcess;
  private readonly listener: WorkerListener;
  private readonly gone: Promise<void>;
  /** Known once it has ended in order. */
  loopLateMs: number | undefined;
  private isLeaving = false;
  private onReport: (report: Report) => void = () => {};
  private onGone: (how: string) => void = () => {};

  constructor(name: string, entry: Entry, listener: WorkerListener) {
    this.name = name;
    this.listener = listener;
    this.child = fork(entry.path, [], {
      execArgv: [...entry.execArgv],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.child.on('message', (report: Report) => this.hear(report));
    this.gone = this.untilGone();
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Tells it what to be; where it then listens. Throws ServiceFault where it cannot. */
  serve(duty: Duty): Promise<Address> {
    return new Promise((resolve, reject) => {
      this.onGone = (how) => reject(new ServiceFault(`${this.name} ${how}`));
      this.onReport = (report) => {
        if (report.kind === 'ready') resolve(report.address);
        if (report.kind === 'fault') reject(new ServiceFault(`${this.name}: ${report.words}`));
      };
      this.say({ kind: 'serve', duty });
    });
  }

  begin(atMs: number, addresses: readonly (readonly Address[])[]): void {
    this.say({ kind: 'begin', atMs, addresses });
  }

  /** Ends it, whatever it is doing; one that does not hear is killed after `patienceMs`. */
  async end(patienceMs: number): Promise<void> {
    this.isLeaving = true;
    this.say({ kind: 'end' });
    const kill = setTimeout(() => this.child.kill('SIGKILL'), patienceMs);
    await this.gone;
    clearTimeout(kill);
  }

  /** Ends it at once, as a crash would. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  private say(order: Order): void {
    if (this.child.connected) this.child.send(order, () => {});
  }

  private hear(report: Report): void {
    if (report.kind === 'seen') this.listener.onSeen(report.observations);
    else if (report.kind === 'done') this.loopLateMs = report.loopLateMs;
    else this.onReport(report);
  }

  /** Once it has ended and all that it said has been heard. */
  private async untilGone(): Promise<void> {
    const how = await new Promise<string>((resolve) => {
      let words = 'ended';
      const parts = new Set(['exit', 'disconnect']);
      const over = (part: string): void => {
        parts.delete(part);
        if (parts.size === 0) resolve(words);
      };
      this.child.on('exit', (code, signal) => {
        words = signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
        if (!this.child.connected) parts.delete('disconnect');
        over('exit');
      });
      this.child.on('disconnect', () => over('disconnect'));
      this.child.on('error', (error) => {
        words = `cannot be started: ${error.message}`;
        parts.clear();
        over('error');
      });
    });
    this.onGone(how);
    if (!this.isLeaving) this.listener.onCrash(how);
  }
}
