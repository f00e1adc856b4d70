import { type Agenda, EVENT_KIND } from '../../../kernel/agenda.ts';
import type { Sharing } from '../../../resilience/breaker/sharing/sharing.ts';
import type { ServiceScriptEntry } from '../../service/service-script.ts';

/** What of an entry of a script strikes what instances share a circuit by. */
type Outage = Pick<ServiceScriptEntry, 'at' | 'for' | 'store' | 'nodesDown'>;

const endOf = (entry: Outage): number => entry.at + (entry.for ?? Number.POSITIVE_INFINITY);

/** Takes down, by the script of a service, what its instances share their circuits by, and puts it up again. */
export class Outages {
  private readonly script: readonly Outage[];
  private readonly agenda: Agenda;
  private readonly struck: Pick<Sharing, 'setAway'>[] = [];

  /** Whether a script has any. */
  static areIn(script: readonly Outage[]): boolean {
    return script.some(isOutage);
  }

  constructor(agenda: Agenda, script: readonly Outage[]) {
    this.agenda = agenda;
    this.script = script.filter(isOutage);
    const instants = new Set(this.script.flatMap((entry) => [entry.at, endOf(entry)]));
    const turns = [...instants].filter(Number.isFinite).sort((a, b) => a - b);
    let next = 0;
    const showNext = (): void =>
      agenda.show(source, turns[next++] ?? Number.POSITIVE_INFINITY, agenda.nextRank());
    const source = agenda.addSource(EVENT_KIND.script, () => {
      showNext();
      this.turn();
    });
    showNext();
  }

  /** From now on they strike this one, too. */
  strike(sharing: Pick<Sharing, 'setAway'>): void {
    this.struck.push(sharing);
  }

  private turn(): void {
    const { now } = this.agenda;
    const holding = this.script.filter((entry) => entry.at <= now && now < endOf(entry));
    const isDown = holding.some(({ store }) => store !== undefined);
    const nodesDown = Math.max(0, ...holding.map((entry) => entry.nodesDown ?? 0));
    for (const sharing of this.struck) sharing.setAway(isDown || nodesDown);
  }
}

function isOutage({ store, nodesDown }: Outage): boolean {
  return store !== undefined || nodesDown !== undefined;
}
