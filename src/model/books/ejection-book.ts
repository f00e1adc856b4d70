import type { Agenda } from '../../kernel/agenda.ts';

/** Keeps count of the instances that those who call a service leave alone. */
export class EjectionBook {
  /** So often was an instance ejected. */
  ejections = 0;
  private readonly agenda: Agenda;
  private readonly views: number;
  private ejectedNow = 0;
  private ejectedArea = 0;
  private since = 0;

  /** `views`: instances, each as often as somebody looks at it. */
  constructor(agenda: Agenda, views: number) {
    this.agenda = agenda;
    this.views = views;
  }

  eject(): void {
    this.ejections++;
    this.change(1);
  }

  /** One that was ejected is used again. */
  takeBack(): void {
    this.change(-1);
  }

  /** Of all instances as all callers see them, the share that is ejected now. */
  get ejectedShare(): number {
    return this.ejectedNow / this.views;
  }

  /** The same as the mean over the time until now; 0 before any has passed. */
  get meanEjectedShare(): number {
    const { now } = this.agenda;
    const area = this.ejectedArea + this.ejectedNow * (now - this.since);
    return now === 0 ? 0 : area / (now * this.views);
  }

  private change(by: 1 | -1): void {
    const { now } = this.agenda;
    this.ejectedArea += this.ejectedNow * (now - this.since);
    this.since = now;
    this.ejectedNow += by;
  }
}
