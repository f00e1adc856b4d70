import type { Follower } from '../model/books/diary.ts';
import type { Observer } from './observer.ts';

/** Tells the observer of every so many-th order of an arm; undefined where none is followed. */
export function followerOf(
  arm: string,
  every: number | undefined,
  observer: Observer,
): Follower | undefined {
  if (every === undefined) return undefined;
  return {
    every,
    happened: (order, happening) => observer.onHappening?.(arm, order, happening),
  };
}
