import { widened } from './slot-pool.ts';

const NEVER = Number.POSITIVE_INFINITY;

/**
 * Tells which of many entrants has the earliest instant: two play each other, the winners play on, and when
 * one shows another instant only its own games are played again. So a thousand of them cost ten games.
 *
 * Ties at an instant go by kind, then by rank.
 */
export class Tournament {
  protected instants = new Float64Array(1).fill(NEVER);
  /** The winner of each game: of all at 1, of those before game n at 2n and 2n + 1; below, the entrants. */
  protected winners = new Int32Array(2);
  private ranks = new Float64Array(1);
  private kinds = new Uint8Array(1);
  private entrants = 0;

  /** One more entrant, at no instant; returns its number, from 0. */
  protected enter(kind: number): number {
    const entrant = this.entrants++;
    if (entrant === this.instants.length) this.widen(2 * entrant);
    this.kinds[entrant] = kind;
    return entrant;
  }

  /** The instant of an entrant is now this (Infinity: none), and its rank that. */
  show(entrant: number, instant: number, rank: number): void {
    const { instants, winners } = this;
    instants[entrant] = instant;
    this.ranks[entrant] = rank;
    for (let game = (instants.length + entrant) >> 1; game > 0; game >>= 1) {
      const winner = this.winnerOf(game);
      // The games after this one are about others.
      if (winner !== entrant && winners[game] === winner) break;
      winners[game] = winner;
    }
  }

  /** The earliest instant; Infinity where there is none. */
  get nextMs(): number {
    return this.instants[this.winners[1]!]!;
  }

  /** The rank of whoever has it. */
  protected get firstRank(): number {
    return this.ranks[this.winners[1]!]!;
  }

  private winnerOf(game: number): number {
    const { instants, winners } = this;
    const one = winners[2 * game]!;
    const other = winners[2 * game + 1]!;
    if (instants[one]! < instants[other]!) return one;
    if (instants[other]! < instants[one]!) return other;
    return this.firstOfEquals(one, other);
  }

  private firstOfEquals(one: number, other: number): number {
    const { kinds, ranks } = this;
    const difference = kinds[one]! - kinds[other]! || ranks[one]! - ranks[other]!;
    return difference <= 0 ? one : other;
  }

  private widen(entrants: number): void {
    const before = this.instants.length;
    this.instants = widened(this.instants, entrants).fill(NEVER, before);
    this.ranks = widened(this.ranks, entrants);
    this.kinds = widened(this.kinds, entrants);
    this.winners = Int32Array.from({ length: 2 * entrants }, (_, place) => place - entrants);
    for (let game = entrants - 1; game > 0; game--) this.winners[game] = this.winnerOf(game);
  }
}
