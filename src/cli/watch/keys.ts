import type { Wish } from './player.ts';

/** What each key wishes. Slide clickers send PageUp, PageDown and F5. */
export const WISHES: Readonly<Record<string, Wish>> = {
  space: 'play or pause',
  return: 'play or pause',
  right: 'next call',
  left: 'call before',
  down: 'next tick',
  up: 'tick before',
  n: 'next event',
  pagedown: 'next event',
  b: 'event before',
  pageup: 'event before',
  f: 'next lost',
  F: 'lost before',
  l: 'slowest',
  tab: 'other arm',
  s: 'next service',
  S: 'service before',
  a: 'all services',
  '+': 'faster',
  '=': 'faster',
  '-': 'slower',
  f5: 'restart',
  r: 'restart',
  home: 'to the start',
  end: 'to the end',
};

export const HELP_KEYS: readonly string[] = ['?', 'h', 'f1'];
/** Begins the number of an order. */
export const ORDER_KEY = 'o';
export const LEAVE_KEYS: readonly string[] = ['q', 'ctrl-c', 'ctrl-d'];
/** Leaving with it is an interruption. */
export const INTERRUPT_KEY = 'ctrl-c';
export const SUSPEND_KEY = 'ctrl-z';
