import { Moments, type MomentsJson } from './statistics/moments.ts';
import { Signs, type SignsJson } from './statistics/signs.ts';
import { Tally, type TallyJson } from './statistics/tally.ts';

export interface SampleJson {
  readonly moments: MomentsJson;
  readonly tally: TallyJson;
}

/** The values of a metric over replications: enough for its mean, its scatter and its quantiles. */
export class Sample {
  readonly moments: Moments;
  readonly tally: Tally;

  constructor(moments = new Moments(), tally = new Tally()) {
    this.moments = moments;
    this.tally = tally;
  }

  static from({ moments, tally }: SampleJson): Sample {
    return new Sample(Moments.from(moments), Tally.from(tally));
  }

  add(value: number | null): void {
    this.moments.add(value);
    this.tally.add(value);
  }

  /** Adds all that `other` holds, which stays as it is. */
  merge(other: Sample): void {
    this.moments.merge(other.moments);
    this.tally.merge(other.tally);
  }

  toJSON(): SampleJson {
    return { moments: this.moments.toJSON(), tally: this.tally.toJSON() };
  }
}

export interface PairedSampleJson extends SampleJson {
  readonly signs: SignsJson;
}

/** What an arm's values differ by from the baseline's of the same seed. */
export class PairedSample {
  readonly sample: Sample;
  readonly signs: Signs;

  constructor(sample = new Sample(), signs = new Signs()) {
    this.sample = sample;
    this.signs = signs;
  }

  static from(json: PairedSampleJson): PairedSample {
    return new PairedSample(Sample.from(json), Signs.from(json.signs));
  }

  /** Null where one of the two lacks the metric. */
  add(value: number | null, baseline: number | null): void {
    const difference = value === null || baseline === null ? null : value - baseline;
    this.sample.add(difference);
    this.signs.add(difference);
  }

  /** Adds all that `other` holds, which stays as it is. */
  merge(other: PairedSample): void {
    this.sample.merge(other.sample);
    this.signs.merge(other.signs);
  }

  toJSON(): PairedSampleJson {
    return { ...this.sample.toJSON(), signs: this.signs.toJSON() };
  }
}
