import type { Scenario } from '../schema.ts';
import type { Surroundings } from './disturbance.ts';
import { bearsRefusals } from './endless.ts';
import { CHAOS_KINDS, type ChaosKindName } from './kind/index.ts';
import type { ChaosKind } from './kind/kind.ts';
import { type Bounds, type ChaosSettings, chaosDefaults } from './settings.ts';
import { roomMs, type Window, windowOf } from './window.ts';

/** What incidents of a scenario are drawn from: everything decided, but for the luck. */
export interface ChaosPlan {
  readonly incidents: number;
  readonly atOnce: number;
  readonly window: Window;
  readonly around: Surroundings;
  readonly kinds: readonly PlannedKind[];
  /** Kinds that its traffic rules out: it comes as it comes, or would come without end. */
  readonly leftOut: readonly ChaosKindName[];
}

export interface PlannedKind {
  readonly kind: ChaosKind<ChaosKindName>;
  readonly weight: number;
  readonly strength: { readonly min: number; readonly max: number };
  /** In ms, whole steps. */
  readonly length: { readonly min: number; readonly max: number };
}

/** As the `chaos` block says, or by its defaults where there is none. */
export function chaosPlan(scenario: Scenario): ChaosPlan {
  const { duration, paymentService, traffic } = scenario;
  const chaos = scenario.chaos ?? chaosDefaults;
  const window = windowOf(duration);
  const chosen = chosenKinds(chaos);
  const fits = ({ surges, refuses }: ChaosKind<string>): boolean =>
    (!surges || 'startRate' in traffic) && (!refuses || bearsRefusals(scenario));
  return {
    incidents: chaos.incidents,
    atOnce: chaos.atOnce,
    window,
    around: {
      failureRate: paymentService.failureRate,
      networkMs: usualMs(paymentService.network?.mean ?? 0),
      stepMs: window.stepMs,
    },
    kinds: chosen.filter(({ kind }) => fits(kind)).map((one) => planned(one, chaos, window)),
    leftOut: chosen.filter(({ kind }) => !fits(kind)).map(({ kind }) => kind.kind),
  };
}

interface Chosen {
  readonly kind: ChaosKind<ChaosKindName>;
  readonly bounds: Partial<Bounds>;
}

function chosenKinds({ kinds }: ChaosSettings): Chosen[] {
  return CHAOS_KINDS.flatMap((kind): Chosen[] => {
    const { kind: name } = kind;
    if (kinds === undefined) return [{ kind, bounds: {} }];
    if (Array.isArray(kinds)) return kinds.includes(name) ? [{ kind, bounds: {} }] : [];
    const bounds = kinds[name];
    return bounds === undefined ? [] : [{ kind, bounds }];
  });
}

/** A run that an option cuts short has less room than its file wants: what does not fit is cut, too. */
function planned({ kind, bounds }: Chosen, chaos: ChaosSettings, window: Window): PlannedKind {
  const { stepMs, shortestMs, longestMs } = window;
  const length = bounds.length ?? chaos.length;
  const room = roomMs(window);
  const within = (ms: number): number =>
    Math.min(room, Math.max(1, Math.round(ms / stepMs)) * stepMs);
  const min = within(length.min ?? Math.min(shortestMs, length.max ?? shortestMs));
  const max = within(length.max ?? Math.max(longestMs, min));
  return {
    kind,
    weight: bounds.weight ?? 1,
    strength: bounds.strength ?? chaos.strength,
    length: { min, max: Math.max(min, max) },
  };
}

/** To the microsecond; a mean without end is none to go by. */
function usualMs(meanMs: number): number {
  return Number.isFinite(meanMs) ? Math.round(meanMs * 1000) / 1000 : 0;
}
