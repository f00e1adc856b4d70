import type { Scenario } from '../schema.ts';
import { hasMark } from './aims.ts';
import type { SurroundingsOf } from './disturbance.ts';
import { bearsRefusals } from './endless.ts';
import { type Ground, groundOf, usualMs } from './ground.ts';
import { CHAOS_KINDS, type ChaosKindName } from './kind/index.ts';
import type { ChaosKind } from './kind/kind.ts';
import { type Bounds, type ChaosSettings, chaosDefaults } from './settings.ts';
import { surroundingsIn } from './surroundings.ts';
import { roomMs, type Window, windowOf } from './window.ts';

/** What incidents of a scenario are drawn from: everything decided, but for the luck. */
export interface ChaosPlan {
  readonly incidents: number;
  readonly atOnce: number;
  readonly window: Window;
  readonly around: SurroundingsOf;
  /** What of a graph there is to strike; undefined of the short form. */
  readonly ground: Ground | undefined;
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
  const { duration, traffic } = scenario;
  const chaos = scenario.chaos ?? chaosDefaults;
  const window = windowOf(duration);
  const ground = groundIn(scenario);
  const chosen = chosenKinds(chaos).filter(({ kind }) =>
    ground === undefined ? !kind.ofGraphs : hasMark(kind.aim, ground),
  );
  const fits = ({ surges, refuses }: ChaosKind<string>): boolean =>
    (!surges || 'startRate' in traffic) && (!refuses || bearsRefusals(scenario));
  return {
    incidents: chaos.incidents,
    atOnce: chaos.atOnce,
    window,
    around: ground === undefined ? gatewayIn(scenario, window) : surroundingsIn(ground, window),
    ground,
    kinds: chosen.filter(({ kind }) => fits(kind)).map((one) => planned(one, chaos, window)),
    leftOut: chosen.filter(({ kind }) => !fits(kind)).map(({ kind }) => kind.kind),
  };
}

function groundIn({ services, regions, traffic, chaos, arms }: Scenario): Ground | undefined {
  if (services === undefined) return undefined;
  const variants = arms.map((arm) => arm.settings.services ?? services);
  return groundOf({ services, regions, traffic, chaos }, variants);
}

/** Of the short form: the PaymentService is all that there is to strike. */
function gatewayIn({ paymentService }: Scenario, { stepMs }: Window): SurroundingsOf {
  const { failureRate, network } = paymentService;
  const networkMs = usualMs(network?.mean ?? 0);
  return () => ({ failureRate, networkMs, instances: 1, wayMs: 0, nodes: 0, stepMs });
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
