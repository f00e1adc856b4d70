import { exactDuration } from '../kernel/quantity-text.ts';
import { isBlock, type SettingPath } from '../kernel/settings.ts';
import type { Scenario } from '../scenario/schema.ts';
import { SCALES } from './knobs/scale.ts';

/** Beyond this, capacities are too small to be the same service. */
const THINNEST = 25;
const FEWEST_IN_WINDOW = 10;

/** In ms: a run of so long is over in no time; and a coarse one is made to take so long. */
const IN_NO_TIME = 60;
const COARSE = 30;

/** One order in how many a coarse run takes, where the whole would take so many ms; 1: the whole is quick enough. */
export function thinningOf({ traffic }: Scenario, wholeMs: number): number {
  if (traffic.arrivals === 'trace' || !Number.isFinite(wholeMs) || wholeMs < IN_NO_TIME) return 1;
  return Math.min(THINNEST, Math.ceil(wholeMs / COARSE));
}

/** The settings of a coarse run as a scenario's file, JSON being YAML. */
export function thinnedText(settings: unknown, factor: number): string {
  return JSON.stringify(thinned(settings, factor));
}

/** What shrinks with the orders, by its key; in windows and minimum counts no lower than can be judged. */
const RATES = new Set(['startRate', 'target']);
const ROOMS = new Set(['capacity', 'queue', 'workers', 'backlog', 'clients']);
const JUDGED = new Set(['minimumCalls']);

/**
 * A scenario of one order in `factor`, with capacities, queues and windows in proportion: quick, and like the whole,
 * but not it: small numbers scatter more. Of settings with every default filled in.
 */
function thinned(settings: unknown, factor: number): unknown {
  return walk(settings, [], factor);
}

function walk(value: unknown, path: SettingPath, factor: number): unknown {
  // An arm sets by whole paths: `paymentService.capacity`.
  const key = String(path.at(-1)).replace(/^.*\./, '');
  if (Array.isArray(value)) return value.map((one, at) => walk(one, [...path, at], factor));
  if (isBlock(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([inner, child]) => [inner, walk(child, [...path, inner], factor)]),
    );
  }
  if (RATES.has(key)) {
    const rate = SCALES.rate.read(value);
    return rate === undefined ? value : rate / factor;
  }
  if (key === 'slowdown') {
    const delay = SCALES.duration.read(value);
    return delay === undefined ? value : exactDuration(delay * factor);
  }
  const isBulkhead = path.at(-2) === 'bulkhead';
  if (typeof value !== 'number') return value;
  if (ROOMS.has(key) || (isBulkhead && key === 'calls'))
    return Math.max(1, Math.round(value / factor));
  if (JUDGED.has(key) || (path.at(-2) === 'window' && key === 'calls')) {
    return Math.max(Math.min(value, FEWEST_IN_WINDOW), Math.round(value / factor));
  }
  return value;
}
