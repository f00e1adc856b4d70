import { expect } from 'vitest';
import { RandomStream } from '../../../../src/kernel/random-stream.ts';
import { decode } from '../../../../src/kernel/settings.ts';
import { createSharing } from '../../../../src/model/link/sharing/index.ts';
import { breakerSettings } from '../../../../src/resilience/breaker/settings.ts';
import { ANSWER, type Sharing } from '../../../../src/resilience/breaker/sharing/sharing.ts';
import { sharingSettings } from '../../../../src/resilience/breaker/sharing-settings.ts';

const MOST_CALLS = 512;

interface Setup {
  readonly sharing: Record<string, unknown>;
  readonly members: number;
  readonly breaker?: Record<string, unknown>;
  readonly seed?: number;
}

/** Opens at the second failure in a row for a second; one probe closes it. */
const TWO_IN_A_ROW = {
  trip: { kind: 'consecutive-failures', failures: 2 },
  open: { kind: 'fixed', duration: 1000 },
  probe: { permits: 1, successes: 1 },
};

/** A fleet whose members are called a, b, c …, and the time that passes for it. */
export class FleetOnTime {
  readonly sharing: Sharing;
  private readonly dueAt: number[];
  /** The calls of each member that have not ended, oldest first. */
  private readonly calls: number[][];
  private readonly callers: number[] = [];
  private log: string[] = [];
  private now = 0;

  constructor({ sharing, members, breaker = TWO_IN_A_ROW, seed = 1 }: Setup) {
    this.dueAt = [];
    this.calls = Array.from({ length: members }, () => []);
    const talks = new RandomStream(seed, 'talks');
    const fleet = {
      members,
      circuits: 1,
      breaker: decode(breakerSettings, breaker),
      luckOf: (cell: number) => new RandomStream(seed, `breaker ${cell}`).at(0),
      talkLuck: (talk: number) => talks.at(talk),
    };
    this.sharing = createSharing(decode(sharingSettings, sharing), fleet, {
      onDecision: (slot, isAllowed) => this.decide(slot, isAllowed),
      onTransition: (cell, { to }) => {
        const isOne = this.sharing.breakers.length === 1;
        this.log.push(isOne ? to : `${nameOf(cell)} ${to}`);
      },
      onPing: () => {},
      onWake: (alarm, atMs) => {
        this.dueAt[alarm] = atMs;
      },
    });
    this.sharing.resize(MOST_CALLS);
  }

  /** Plays rows such as `10 a calls`, `12 a fails`, `12 b ok`, `13 b leaves`, `20 down`, `30` (time passes). */
  play(rows: readonly string[]): string[] {
    return rows.map((row) => {
      const [ms, ...words] = row.split(' ');
      this.log = [];
      this.passTo(Number(ms));
      if (words.length > 0) this.act(words);
      return `${row} -> ${this.log.join(', ') || 'nothing'}`;
    });
  }

  /** Whom it blocks now, by a call that is taken back at once. */
  blocked(): string {
    const blocked = this.calls.flatMap((_, member) => {
      const slot = this.begin(member);
      const answer = this.sharing.ask(slot, member, 0, this.now);
      if (answer === ANSWER.allowed) this.sharing.ignore(slot, this.now);
      return answer === ANSWER.blocked ? [nameOf(member)] : [];
    });
    return blocked.join(' ') || 'nobody';
  }

  passTo(ms: number): void {
    for (;;) {
      const next = this.dueAt.reduce((least, at) => Math.min(least, at), Infinity);
      if (next > ms) break;
      this.now = next;
      const alarm = this.dueAt.indexOf(next);
      this.dueAt[alarm] = Infinity;
      this.sharing.wake(alarm, next);
    }
    this.now = ms;
  }

  private act([who, what]: readonly string[]): void {
    const { sharing, now } = this;
    if (who === 'down' || who === 'up') {
      sharing.setAway(what === undefined ? who === 'down' || 0 : Number(what));
      return;
    }
    const member = who!.charCodeAt(0) - 'a'.charCodeAt(0);
    if (what === 'calls') {
      const slot = this.begin(member);
      const answer = sharing.ask(slot, member, 0, now);
      if (answer === ANSWER.waits) this.log.push('waits');
      else this.decide(slot, answer === ANSWER.allowed);
      if (answer === ANSWER.waits) this.calls[member]!.push(slot);
      return;
    }
    const slot = this.calls[member]!.shift()!;
    if (what === 'ok') sharing.succeed(slot, now, 1);
    else if (what === 'fails') sharing.fail(slot, now, 1, 'error');
    else sharing.ignore(slot, now);
  }

  private begin(member: number): number {
    return this.callers.push(member) - 1;
  }

  private decide(slot: number, isAllowed: boolean): void {
    const member = this.callers[slot]!;
    const calls = this.calls[member]!;
    if (isAllowed && !calls.includes(slot)) calls.push(slot);
    if (!isAllowed && calls.includes(slot)) calls.splice(calls.indexOf(slot), 1);
    this.log.push(`${nameOf(member)} ${isAllowed ? 'may' : 'may not'}`);
  }
}

const nameOf = (member: number): string => String.fromCharCode('a'.charCodeAt(0) + member);

/** Plays the left sides of a table's rows, and expects the right ones. */
export function expectTimeline(setup: Setup, table: string): void {
  const rows = table
    .trim()
    .split('\n')
    .map((row) => row.trim());
  const inputs = rows.map((row) => row.split(' -> ')[0]!);
  expect(new FleetOnTime(setup).play(inputs)).toEqual(rows);
}
