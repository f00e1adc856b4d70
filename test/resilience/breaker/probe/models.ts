import type { ProbeSettings } from '../../../../src/resilience/breaker/probe/index.ts';

/** A call, or a ping, that was let out while half-open; without an outcome it is still away. */
export interface Probe {
  readonly permit: number;
  readonly at: number;
  outcome?: 'ok' | 'fail' | 'ignored' | 'late';
}

/** The time on one step; a policy without steps stays on step 0 for the whole period. */
export interface Stay {
  readonly step: number;
  readonly since: number;
  asks: number;
  readonly probes: Probe[];
}

/** All that happened since the circuit half-opened. */
export interface Period {
  readonly begunAt: number;
  now: number;
  /** When the circuit was polled last. */
  lookedAt: number;
  readonly stays: Stay[];
}

type Verdict = 'stay' | 'close' | 'reopen' | 'down' | 'up';

interface ModelOf<Settings> {
  readonly leaseMs: (settings: Settings) => number;
  /** May the call that asks now go? It is not yet among `asks`. */
  readonly admits: (period: Period, settings: Settings) => boolean;
  readonly verdict: (period: Period, settings: Settings) => Verdict;
  readonly wakeAtMs: (period: Period, settings: Settings) => number;
}

type SettingsOf<Kind extends ProbeSettings['kind']> = Extract<ProbeSettings, { kind: Kind }>;
type Models = { readonly [Kind in ProbeSettings['kind']]: ModelOf<SettingsOf<Kind>> };

const NEVER = Number.POSITIVE_INFINITY;

export function present({ stays }: Period): Stay {
  return stays.at(-1)!;
}

export function isAway({ outcome, at }: Probe, now: number, leaseMs: number): boolean {
  return outcome === undefined && now - at < leaseMs;
}

function away({ stays, now }: Period, leaseMs: number): number {
  return stays.flatMap(({ probes }) => probes).filter((probe) => isAway(probe, now, leaseMs))
    .length;
}

function having({ probes }: Stay, outcome: Probe['outcome']): number {
  return probes.filter((probe) => probe.outcome === outcome).length;
}

/** The share in whole percent, as the arbitraries draw it. */
function percent(share: number): number {
  return Math.round(share * 100);
}

const leaseMs = ({ lease = NEVER }: { readonly lease?: number | undefined }) => lease;

/** What each policy promises, told from the whole period: slow, and plain to see. */
const MODELS: Models = {
  'consecutive-successes': {
    leaseMs,
    admits: (period, settings) => away(period, leaseMs(settings)) < settings.permits,
    verdict: (period, { successes }) => {
      if (having(present(period), 'fail') > 0) return 'reopen';
      return having(present(period), 'ok') >= successes ? 'close' : 'stay';
    },
    wakeAtMs: () => NEVER,
  },

  'success-ratio': {
    leaseMs,
    admits: (period, settings) => {
      const out = away(period, leaseMs(settings));
      const ended = having(present(period), 'ok') + having(present(period), 'fail');
      return out < settings.permits && ended + out < settings.probes;
    },
    verdict: (period, { probes, ratio }) => {
      const atWorst = having(present(period), 'ok');
      const atBest = probes - having(present(period), 'fail');
      const suffices = (good: number) => good * 100 >= percent(ratio) * probes;
      if (suffices(atWorst)) return 'close';
      return suffices(atBest) ? 'stay' : 'reopen';
    },
    wakeAtMs: () => NEVER,
  },

  'failure-rate': {
    leaseMs,
    admits: (period, settings) => {
      const ended = having(present(period), 'ok') + having(present(period), 'fail');
      return ended + away(period, leaseMs(settings)) < settings.probes;
    },
    verdict: (period, { probes, minimumCalls, rate, strict }) => {
      const failed = having(present(period), 'fail');
      const ended = failed + having(present(period), 'ok');
      if (ended < Math.min(minimumCalls, probes)) return 'stay';
      const [share, limit] = [failed * 100, percent(rate) * ended];
      return share > limit || (share === limit && !strict) ? 'reopen' : 'close';
    },
    wakeAtMs: () => NEVER,
  },

  'health-check': {
    leaseMs: ({ timeout }) => timeout,
    admits: () => false,
    verdict: (period, { successes }) => {
      const last = present(period).probes.slice(-successes);
      const good = last.filter(({ outcome }) => outcome === 'ok').length;
      return good === successes ? 'close' : 'stay';
    },
    wakeAtMs: ({ begunAt, lookedAt }, { every }) => {
      let due = begunAt;
      while (due <= lookedAt) due += every;
      return due;
    },
  },

  'gradual-recovery': {
    leaseMs,
    admits: (period, { steps }) => {
      const { step, asks } = present(period);
      // So many of the first n calls after the first have gone when all are evenly spread.
      const gone = (n: number) => Math.floor((n * percent(steps[step]!)) / 100);
      return gone(asks) > gone(asks - 1);
    },
    verdict: (period, { steps, every, minimumCalls, failureRate }) => {
      const stay = present(period);
      const failed = having(stay, 'fail');
      const ended = failed + having(stay, 'ok');
      if (ended < minimumCalls) return 'stay';
      if (failed * 100 >= percent(failureRate) * ended) return stay.step === 0 ? 'reopen' : 'down';
      if (period.now - stay.since < every) return 'stay';
      return stay.step + 1 === steps.length ? 'close' : 'up';
    },
    wakeAtMs: (period, { every, minimumCalls }) => {
      const stay = present(period);
      const ended = having(stay, 'ok') + having(stay, 'fail');
      return ended < minimumCalls ? NEVER : stay.since + every;
    },
  },
};

export function modelOf(settings: ProbeSettings): ModelOf<ProbeSettings> {
  return MODELS[settings.kind] as ModelOf<ProbeSettings>;
}

/** A ping goes out at a due instant, unless one is still away. */
export function pingsNow(period: Period, settings: ProbeSettings): boolean {
  const isDue = period.now >= modelOf(settings).wakeAtMs(period, settings);
  return settings.kind === 'health-check' && isDue && away(period, settings.timeout) === 0;
}
