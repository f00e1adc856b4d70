/** Where a library behaves otherwise than the settings that an import makes of its own. */
export interface Difference {
  readonly name: string;
  readonly says: string;
  /** The setting that would say it, if there were one. */
  readonly wanted?: string;
}

/** Every known difference that an import tells of. */
export const DIFFERENCES = {
  buckets: {
    says: 'its count of failures forgets in buckets, a tenth at a time; here each call leaves at its own instant',
    wanted: 'trip failure-count: buckets',
  },
  'buckets begin with a call': {
    says: 'its buckets and intervals begin with the first call after the last; here at whole multiples of their length',
  },
  'buckets turn with traffic': {
    says: 'its window moves on one bucket at a time, and only when a call ends, so that after a pause failures of any age count; here time alone moves it',
  },
  'tumbling window': {
    says: 'its count of failures is cleared at fixed intervals, so a burst across the border may pass unseen; here the window slides',
    wanted: 'trip failure-count: a window of one bucket',
  },
  'a probe that is overtaken': {
    says: 'where a call from before opens it again while a probe is out, that probe decides all the same when it ends, and who came meanwhile waits for it; here it counts as any call, and they are blocked',
  },
  'late success closes': {
    says: 'a call begun before the circuit opened closes it with its success, open as it is; here only from half-open on',
  },
  'late gives a permit': {
    says: 'a call begun before the circuit opened gives half-open one more permit when it ends; here it only counts',
  },
  'slow probes apart': {
    says: 'in half-open the slow probes have a share of their own that reopens; here a slow probe counts as a failed one',
    wanted: 'probe failure-rate: a share for slow ones',
  },
  serialised: {
    says: 'a lock lets one call at a time through the breaker, a ceiling on throughput of its own; here calls run side by side (a bulkhead of 1 call shows the ceiling)',
    wanted: 'breaker: one call at a time',
  },
  'all probe': {
    says: 'in half-open every caller may try; here so many at once as permits says',
    wanted: 'probe: no limit of permits (a large one comes near)',
  },
  'opening decays otherwise': {
    says: 'its open time starts afresh with the first close; here each millisecond closed takes one reopening back, which is nearly the same',
    wanted: 'open exponential: reset on close',
  },
  'wait for a place': {
    says: 'a call waits for a place for so long at most; here it waits until there is one, or its timeout',
    wanted: 'bulkhead: a longest wait',
  },
  'wait for a permit': {
    says: 'a call over the limit waits for its turn; here it is rejected at once',
    wanted: 'rateLimit: a longest wait',
  },
  'refilled at once': {
    says: 'its permits come back all at once, every period; here one by one, evenly',
    wanted: 'rateLimit: a period',
  },
  'jitter around': {
    says: 'its wait is longer or shorter by a share of it; here there is no such jitter, and the wait is the mean',
    wanted: 'retry backoff: jitter as a share',
  },
  'linear backoff': {
    says: 'its wait grows by the same amount each time; here it stays at the first',
    wanted: 'retry backoff: linear',
  },
  'slow means longer': {
    says: 'slow is longer than the limit; here at least as long',
  },
  'per host': {
    says: 'every proxy judges every host by itself and takes that host out; here one breaker stands before the whole service: read its rate and counts as those of one host seen by one proxy',
    wanted: 'breaker: a scope per callee instance',
  },
  'no probe': {
    says: 'a host comes back by time, with all of its traffic; here one probe decides',
    wanted: 'probe: none, closes by time',
  },
  'ejection limits': {
    says: 'no more hosts than the limit are taken out, and when too few are left traffic goes to all again; here the breaker always blocks',
    wanted: 'breaker: a share of instances that stays',
  },
  'ejection sweep': {
    says: 'a host returns at the next sweep after its time; here at the very end of it',
  },
  'retries at once': {
    says: 'it bounds how many retries may be in flight; here retries are bounded by the budget only',
    wanted: 'retry: retries in flight at most',
  },
  'full counts as failed': {
    says: 'a call that finds all places taken counts as a failure and may open the circuit; here it says nothing about the service',
    wanted: 'breaker: rejected counts as failure',
  },
  'ejection grows': {
    says: 'the time out is a multiple of how often a host was out: 1, 2, 3 times; here it doubles',
    wanted: 'open: linear',
  },
  'budget of the present': {
    says: 'retries in flight may be a share of the calls in flight; here each call pays in a share of a retry',
    wanted: 'retry budget: of calls in flight',
  },
  'adaptive rejection': {
    says: 'it rejects a growing share instead of opening; here it opens or does not',
    wanted: 'breaker: a controller of the rejected share',
  },
  'stale answers': {
    says: 'a hit in the cache spares the service the call; here every order makes its call',
    wanted: 'cache: answers before the call',
  },
} as const satisfies Record<string, Omit<Difference, 'name'>>;

export type DifferenceName = keyof typeof DIFFERENCES;

type Door = 'opossum' | 'cockatiel';

/** Differences of imports that are met at a door, too. */
const SHARED: Readonly<Record<Door, readonly DifferenceName[]>> = {
  opossum: [],
  cockatiel: ['a probe that is overtaken', 'buckets turn with traffic'],
};

interface DoorDifference {
  readonly says: string;
  readonly doors: readonly Door[];
}

/** The others: what only those meet who swap a library for its door. */
export const DOOR_DIFFERENCES = {
  'a listener that throws': {
    says: 'it breaks the call that it hears of; here nobody hears of that',
    doors: ['opossum', 'cockatiel'],
  },
  'failures without a start': {
    says: 'a call that fails after the window has forgotten its start is 1 of 0, which opens the circuit; here that is no rate',
    doors: ['opossum'],
  },
  'an action that answers nothing at once': {
    says: 'it has failed; here it has succeeded',
    doors: ['opossum'],
  },
  'no EventEmitter of Node': {
    says: 'a breaker and its status are of that class; here they only have its methods',
    doors: ['opossum'],
  },
  'status from before': {
    says: 'with a `status` the window is of ten seconds, whatever the options say, and its counts judge again once an open circuit has closed; here the options hold, and the counts of a circuit that was not closed are only shown',
    doors: ['opossum'],
  },
  lastTimerAt: {
    says: 'it is when the breaker was made; here when it opened',
    doors: ['opossum'],
  },
  'buckets that somebody turns': {
    says: '`rotateBucketController` turns the buckets of the window; here the clock does, and the option says nothing',
    doors: ['opossum'],
  },
  'a probe that is not judged': {
    says: 'where a probe ends with an error that is not handled the circuit closes, and what opened it still counts; here it is forgotten',
    doors: ['cockatiel'],
  },
  'isolation forgets': {
    says: 'failures from before count on after `isolate`; here they are forgotten',
    doors: ['cockatiel'],
  },
  'signal of who waits': {
    says: 'a call that waited for a probe is made without its signal; here with it',
    doors: ['cockatiel'],
  },
  'line of a bulkhead': {
    says: 'a place that falls free goes to whoever asks first, and one in the line whose signal has aborted holds up those behind it until another call ends; here it goes to the next in the line',
    doors: ['cockatiel'],
  },
  'marks of errors': {
    says: 'isIsolatedCircuitError and isTaskCancelledError look for the mark of a full bulkhead; here each for its own',
    doors: ['cockatiel'],
  },
  'breakers without a state': {
    says: 'ConsecutiveBreaker and the like have a state, success() and failure() of their own, and toJSON holds the recent calls; here the machine has them, and they are forgotten',
    doors: ['cockatiel'],
  },
} as const satisfies Record<string, DoorDifference>;

/** What of the table is met at a door: of its own, and with every import. */
export function differencesAt(door: Door): readonly (readonly [name: string, says: string])[] {
  const shared = SHARED[door].map((name) => [name, DIFFERENCES[name].says] as const);
  const own = Object.entries(DOOR_DIFFERENCES).filter(([, { doors }]) =>
    (doors as readonly Door[]).includes(door),
  );
  return [...shared, ...own.map(([name, { says }]) => [name, says] as const)];
}
