/** How often something was so, was not so, and could not be told, as it is written. */
export interface CountedJson {
  readonly yes: number;
  readonly no: number;
  readonly unknown: number;
}

/** Counts a yes or no over replications. */
export class Counted {
  yes = 0;
  no = 0;
  unknown = 0;

  static from(json: CountedJson): Counted {
    return Object.assign(new Counted(), json);
  }

  /** Null: it cannot be told. */
  add(answer: boolean | null): void {
    if (answer === null) this.unknown++;
    else if (answer) this.yes++;
    else this.no++;
  }

  /** Adds all that `other` holds, which stays as it is. */
  merge(other: CountedJson): void {
    this.yes += other.yes;
    this.no += other.no;
    this.unknown += other.unknown;
  }

  toJSON(): CountedJson {
    const { yes, no, unknown } = this;
    return { yes, no, unknown };
  }
}
