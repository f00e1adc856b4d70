import type {
  Change,
  Disturbance,
  Entry,
  SurroundingsOf,
} from '../../../scenario/chaos/disturbance.ts';
import { calmed, narrowed, weakened } from '../../../scenario/chaos/weakened.ts';

type Incident = readonly Disturbance[];

/** Asks whether so much of the incident still shows what the whole of it did, and is told. */
export type Shrinking = Generator<Incident, Incident, boolean>;

/** Lengths and strengths are told apart to this part of what was drawn. */
const LEVELS = 16;
/** A round that changes nothing is the last; they seldom take more than three. */
const ROUNDS = 6;

/**
 * Makes an incident smaller as long as it still shows what it is to show: drops disturbances (by halves, then
 * one by one: delta debugging, Zeller and Hildebrandt 2002), then single changes, cuts ends and beginnings,
 * takes strength away, and leaves instances out, until nothing of all this can be done any more. What remains is minimal step by
 * step: no disturbance and no change of it can be spared. Asks nothing twice; same answers, same result.
 */
export function* shrink(whole: Incident, around: SurroundingsOf): Shrinking {
  const known = new Map<string, boolean>([[keyOf(whole), true]]);
  const asker: Asker = function* (candidate) {
    const key = keyOf(candidate);
    const answer = known.get(key) ?? (yield candidate);
    known.set(key, answer);
    return answer;
  };
  let now = whole;
  for (let round = 0; round < ROUNDS; round++) {
    const before = keyOf(now);
    now = yield* dropped(now, asker);
    now = yield* thinned(now, asker);
    now = yield* shortened(now, asker, around);
    now = yield* calmedDown(now, asker, around);
    now = yield* confined(now, asker, around);
    if (keyOf(now) === before) break;
  }
  return now;
}

type Asker = (candidate: Incident) => Generator<Incident, boolean, boolean>;

function keyOf(incident: Incident): string {
  return JSON.stringify(incident);
}

function* dropped(whole: Incident, ask: Asker): Shrinking {
  if (whole.length > 0 && (yield* ask([]))) return [];
  let now = whole;
  let size = Math.ceil(whole.length / 2);
  while (size >= 1) {
    let spared = false;
    for (let start = 0; start < now.length; ) {
      const candidate = now.filter((_, index) => index < start || index >= start + size);
      const holds = candidate.length > 0 && (yield* ask(candidate));
      if (holds) now = candidate;
      else start += size;
      spared ||= holds;
    }
    // At single ones it goes on as long as one can be spared.
    if (size === 1 && !spared) break;
    size = Math.ceil(size / 2);
  }
  return now;
}

/** Drops single changes of entries that make several. */
function* thinned(whole: Incident, ask: Asker): Shrinking {
  let now = whole;
  for (const place of now.keys()) {
    for (let change = 0; ; ) {
      const one = now[place]!;
      if (one.what !== 'entry' || one.changes.length < 2 || change >= one.changes.length) break;
      const changes = one.changes.filter((_, index) => index !== change);
      const candidate = replaced(now, place, { ...one, changes });
      if (yield* ask(candidate)) now = candidate;
      else change++;
    }
  }
  return now;
}

/** Ends each disturbance as early as can be, then begins it as late as can be. */
function* shortened(whole: Incident, ask: Asker, around: SurroundingsOf): Shrinking {
  const { stepMs } = around(undefined);
  let now = whole;
  for (const place of now.keys()) {
    for (const end of ['last', 'first'] as const) {
      const one = now[place]!;
      const lasting = (level: number): number =>
        Math.max(1, Math.ceil((one.for * level) / LEVELS / stepMs)) * stepMs;
      now = yield* least(now, ask, (level) => {
        if (lasting(level) >= one.for) return null;
        const at = end === 'last' ? one.at : one.at + one.for - lasting(level);
        return replaced(now, place, { ...one, at, for: lasting(level) });
      });
    }
  }
  return now;
}

/** Takes strength away from each change and each surge. */
function* calmedDown(whole: Incident, ask: Asker, around: SurroundingsOf): Shrinking {
  let now = whole;
  for (const place of now.keys()) {
    const one = now[place]!;
    if (one.what === 'surge') {
      now = yield* least(now, ask, (level) => {
        const factor = calmed(one.factor, level / LEVELS);
        return factor === null ? null : replaced(now, place, { ...one, factor });
      });
      continue;
    }
    for (const [index, change] of one.changes.entries()) {
      now = yield* least(now, ask, (level) => {
        const weaker = weakened(change, level / LEVELS, around(one.on));
        return weaker === null ? null : replaced(now, place, changed(now[place], index, weaker));
      });
    }
  }
  return now;
}

/** Strikes fewer instances of a service. */
function* confined(whole: Incident, ask: Asker, around: SurroundingsOf): Shrinking {
  let now = whole;
  for (const [place, one] of whole.entries()) {
    if (one.what === 'surge') continue;
    now = yield* least(now, ask, (level) => {
      const on = narrowed(one.on, level / LEVELS, around(one.on));
      return on === null ? null : replaced(now, place, { ...(now[place] as Entry), on });
    });
  }
  return now;
}

/** The candidate of the lowest level that holds, by bisection; as it is where none does. */
function* least(now: Incident, ask: Asker, at: (level: number) => Incident | null): Shrinking {
  let [low, high, best] = [0, LEVELS, now];
  while (low < high) {
    const level = Math.floor((low + high) / 2);
    const candidate = at(level);
    if (candidate !== null && (yield* ask(candidate))) [high, best] = [level, candidate];
    else low = level + 1;
  }
  return best;
}

function replaced(incident: Incident, place: number, one: Disturbance): Incident {
  return incident.map((old, index) => (index === place ? one : old));
}

function changed(one: Disturbance | undefined, place: number, change: Change): Entry {
  const entry = one as Entry;
  return { ...entry, changes: entry.changes.map((old, index) => (index === place ? change : old)) };
}
