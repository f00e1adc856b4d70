import { type Durations, Histogram } from '../../kernel/histogram.ts';
import { OUTCOMES } from '../outcome.ts';
import { LIMITS, type LimitName, type LinkBook } from './link-book.ts';

/** The calls over several links, as one. */
export interface CallSums {
  readonly started: number;
  readonly ended: Float64Array;
  readonly rejections: Readonly<Record<LimitName, number>>;
  readonly latency: Durations;
}

export function callSums(books: readonly LinkBook[]): CallSums {
  const [only] = books;
  if (only !== undefined && books.length === 1) return sumsOfOne(only);
  const latency = Histogram.together(books.map((book) => book.latency));
  const sum = (of: (book: LinkBook) => number) =>
    books.reduce((total, book) => total + of(book), 0);
  return {
    get started() {
      return sum(({ started }) => started);
    },
    get ended() {
      return Float64Array.from({ length: OUTCOMES }, (_, outcome) =>
        sum(({ ended }) => ended[outcome]!),
      );
    },
    get rejections() {
      const all = LIMITS.map((by) => [by, sum(({ rejections }) => rejections[by])]);
      return Object.fromEntries(all) as Record<LimitName, number>;
    },
    latency,
  };
}

/** Nothing is added up where there is nothing to add: this is read for every metric of every tick. */
function sumsOfOne(book: LinkBook): CallSums {
  return {
    get started() {
      return book.started;
    },
    ended: book.ended,
    rejections: book.rejections,
    latency: book.latency,
  };
}
