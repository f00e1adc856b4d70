type Constructor<Made> = new (...args: never[]) => Made;

interface Handled {
  readonly errorFilter: (error: Error) => boolean;
  readonly resultFilter: (result: unknown) => boolean;
}

const never = (): boolean => false;

/** What counts as a failure: errors that it handles, and results. */
export class Policy {
  readonly options: Handled;

  constructor(options: Handled) {
    this.options = options;
  }

  orType<Type>(type: Constructor<Type>, predicate?: (error: Type) => boolean): Policy {
    return this.orWhen(isOf(type, predicate));
  }

  orWhen(predicate: (error: Error) => boolean): Policy {
    const { errorFilter, resultFilter } = this.options;
    return new Policy({
      errorFilter: (error) => errorFilter(error) || predicate(error),
      resultFilter,
    });
  }

  orWhenResult(predicate: (result: unknown) => boolean): Policy {
    const { errorFilter, resultFilter } = this.options;
    return new Policy({
      errorFilter,
      resultFilter: (result) => resultFilter(result) || predicate(result),
    });
  }

  orResultType<Type>(type: Constructor<Type>, predicate?: (result: Type) => boolean): Policy {
    return this.orWhenResult(isOf(type, predicate));
  }
}

const nothing = new Policy({ errorFilter: never, resultFilter: never });

export const handleAll = nothing.orWhen(() => true);

export const handleType: Policy['orType'] = (...terms) => nothing.orType(...terms);

export const handleWhen: Policy['orWhen'] = (predicate) => nothing.orWhen(predicate);

export const handleResultType: Policy['orResultType'] = (...terms) =>
  nothing.orResultType(...terms);

export const handleWhenResult: Policy['orWhenResult'] = (predicate) =>
  nothing.orWhenResult(predicate);

function isOf<Type>(type: Constructor<Type>, predicate: (one: Type) => boolean = () => true) {
  return (one: unknown): boolean => one instanceof type && predicate(one);
}
