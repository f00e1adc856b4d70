import { Counted, type CountedJson } from './counted.ts';
import { FACTS } from './facts.ts';
import type { ArmObservation } from './replication.ts';
import { STUDY_ROWS } from './rows.ts';
import { PairedSample, type PairedSampleJson, Sample, type SampleJson } from './sample.ts';
import { TickFindings, type TickFindingsJson } from './tick-findings.ts';

export interface ArmFindingsJson {
  readonly metrics: Readonly<Record<string, SampleJson>>;
  /** Against the baseline; null of the baseline itself. */
  readonly differences: Readonly<Record<string, PairedSampleJson>> | null;
  readonly facts: Readonly<Record<string, CountedJson>>;
  readonly ticks: readonly TickFindingsJson[];
}

/** What replications found of one arm. */
export class ArmFindings {
  /** In the order of the rows. */
  readonly metrics: readonly Sample[];
  readonly differences: readonly PairedSample[] | null;
  /** In the order of the facts. */
  readonly facts: readonly Counted[];
  /** None where ticks are not studied. */
  readonly ticks: TickFindings[];

  constructor(
    metrics: readonly Sample[],
    differences: readonly PairedSample[] | null,
    facts: readonly Counted[],
    ticks: TickFindings[],
  ) {
    this.metrics = metrics;
    this.differences = differences;
    this.facts = facts;
    this.ticks = ticks;
  }

  static empty(isBaseline: boolean): ArmFindings {
    return new ArmFindings(
      STUDY_ROWS.map(() => new Sample()),
      isBaseline ? null : STUDY_ROWS.map(() => new PairedSample()),
      FACTS.map(() => new Counted()),
      [],
    );
  }

  static from({ metrics, differences, facts, ticks }: ArmFindingsJson): ArmFindings {
    return new ArmFindings(
      STUDY_ROWS.map(({ path }) => Sample.from(metrics[path]!)),
      differences && STUDY_ROWS.map(({ path }) => PairedSample.from(differences[path]!)),
      FACTS.map(({ name }) => Counted.from(facts[name]!)),
      ticks.map((tick) => TickFindings.from(tick)),
    );
  }

  /** Takes note of a replication; the baseline's values belong to the same seed. */
  add({ values, facts, ticks }: ArmObservation, baseline: readonly (number | null)[]): void {
    for (const [row, value] of values.entries()) this.metrics[row]!.add(value);
    for (const [row, difference] of (this.differences ?? []).entries()) {
      difference.add(values[row]!, baseline[row]!);
    }
    for (const [place, answer] of facts.entries()) this.facts[place]!.add(answer);
    for (const [place, tick] of ticks.entries()) this.tickAt(place).add(tick);
  }

  /** Adds all that `other` holds, which stays as it is. */
  merge(other: ArmFindings): void {
    for (const [row, sample] of this.metrics.entries()) sample.merge(other.metrics[row]!);
    for (const [row, sample] of (this.differences ?? []).entries()) {
      sample.merge(other.differences![row]!);
    }
    for (const [place, counted] of this.facts.entries()) counted.merge(other.facts[place]!);
    for (const [place, tick] of other.ticks.entries()) this.tickAt(place).merge(tick);
  }

  toJSON(): ArmFindingsJson {
    const { metrics, differences, facts, ticks } = this;
    const byPath = <Json>(samples: readonly { toJSON(): Json }[]): Record<string, Json> =>
      Object.fromEntries(STUDY_ROWS.map(({ path }, row) => [path, samples[row]!.toJSON()]));
    return {
      metrics: byPath(metrics),
      differences: differences && byPath(differences),
      facts: Object.fromEntries(FACTS.map(({ name }, place) => [name, facts[place]!.toJSON()])),
      ticks: ticks.map((tick) => tick.toJSON()),
    };
  }

  /** A closed loop may have more ticks on one seed than on another. */
  private tickAt(place: number): TickFindings {
    this.ticks[place] ??= new TickFindings();
    return this.ticks[place];
  }
}
