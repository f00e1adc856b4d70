import type { Recovery, Tick } from './result.ts';
import type { Trouble } from './trouble.ts';

/** Service is normal while it pays at least this share of what it paid before the trouble. */
const NORMAL = 0.9;

/** What recovery is judged by, of each tick. */
interface Service {
  readonly startMs: number;
  readonly paid: number;
  /** Orders that asked to be served: those that came or those that ended, whichever are more. */
  readonly asked: number;
}

/**
 * Watches one arm's ticks. It counts as recovered from the first normal tick after the trouble from which
 * the rest of the run, as a whole, is normal too: one lucky tick amid a collapse is no recovery.
 */
export class RecoveryWatch {
  private readonly arm: string;
  private readonly services: Service[] = [];

  constructor(arm: string) {
    this.arm = arm;
  }

  note({ startMs, orders }: Tick): void {
    const { arrived, paid, declined, failed, blocked, rejected, deferred, substituted } = orders;
    const ended = paid + declined + failed + blocked + rejected + deferred + substituted;
    this.services.push({ startMs, paid, asked: Math.max(arrived, ended) });
  }

  judge(trouble: Trouble): Recovery {
    const before = this.services.filter(({ startMs }) => startMs < trouble.fromMs);
    const healthy = before.length < 2 ? 1 : paidShare(before.slice(0, -1));
    const isNormal = (services: readonly Service[]) => paidShare(services) >= NORMAL * healthy;
    const since = this.services.filter(({ startMs }) => startMs >= trouble.fromMs);
    const suffered = since.some((service) => !isNormal([service]));
    return {
      arm: this.arm,
      suffered,
      recoveredAtMs: suffered ? this.firstNormal(trouble.untilMs, isNormal) : trouble.untilMs,
    };
  }

  private firstNormal(
    fromMs: number,
    isNormal: (services: readonly Service[]) => boolean,
  ): number | null {
    const after = this.services.filter(({ startMs }) => startMs >= fromMs);
    const first = after.findIndex(
      (service, i) => service.asked > 0 && isNormal([service]) && isNormal(after.slice(i)),
    );
    return after[first]?.startMs ?? null;
  }
}

function paidShare(services: readonly Service[]): number {
  const asked = services.reduce((sum, service) => sum + service.asked, 0);
  return asked === 0 ? 1 : services.reduce((sum, service) => sum + service.paid, 0) / asked;
}
