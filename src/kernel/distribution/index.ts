import * as v from 'valibot';
import { eitherBy, isBlock, settings } from '../settings.ts';
import { constant } from './constant.ts';
import type { Distribution, DistributionVariant, Quantity } from './distribution.ts';
import { empirical } from './empirical.ts';
import { exponential } from './exponential.ts';
import { gamma } from './gamma.ts';
import { lognormal } from './lognormal.ts';
import { pareto } from './pareto.ts';
import { uniform } from './uniform.ts';

export type { Distribution } from './distribution.ts';

/** Every distribution there is; a new one is a file and a line here. */
export const DISTRIBUTIONS = [
  constant,
  exponential,
  uniform,
  lognormal,
  gamma,
  pareto,
  empirical,
] as const;

/** A distribution with the words to tell it by. */
export interface NamedDistribution extends Distribution {
  readonly kind: string;
  readonly parameters: Readonly<Record<string, number | readonly number[]>>;
}

/** A block for any of them, or the bare quantity. */
type Written = v.InferInput<Quantity> | BlockOf<(typeof DISTRIBUTIONS)[number]>;

type BlockOf<One> = One extends {
  readonly kind: infer Kind;
  readonly parameters: (quantity: Quantity) => infer Entries extends v.ObjectEntries;
}
  ? { readonly distribution: Kind } & v.InferInput<v.StrictObjectSchema<Entries, undefined>>
  : never;

/**
 * The schema of a distribution over `quantity`: `{ distribution: exponential, mean: 200ms }`, or the
 * bare quantity for a constant. It decodes to the distribution itself.
 */
export function distribution(quantity: Quantity): v.GenericSchema<Written, NamedDistribution> {
  const described = v.variant(
    'distribution',
    DISTRIBUTIONS.map((variant) => schemaOf(variant as unknown as AnyVariant, quantity)),
  ) as unknown as v.GenericSchema<unknown, { distribution: string }>;
  return eitherBy(
    isBlock,
    v.pipe(
      described,
      v.transform(({ distribution: kind, ...parameters }: { distribution: string }) =>
        named(kind, parameters),
      ),
    ),
    v.pipe(
      quantity,
      v.transform((value) => named('constant', { value })),
    ),
  ) as v.GenericSchema<Written, NamedDistribution>;
}

type AnyVariant = DistributionVariant<string, v.ObjectEntries, unknown>;
type VariantSchema = v.VariantOptions<'distribution'>[number];

function schemaOf({ kind, parameters, constraint }: AnyVariant, quantity: Quantity): VariantSchema {
  const schema = settings({ distribution: v.literal(kind), ...parameters(quantity) });
  const constrained =
    constraint === undefined
      ? schema
      : v.pipe(schema, v.check<unknown, string>(constraint.holds, constraint.expected) as never);
  return constrained as unknown as VariantSchema;
}

function named(kind: string, parameters: object): NamedDistribution {
  const variant = DISTRIBUTIONS.find((one) => one.kind === kind) as unknown as AnyVariant;
  return {
    kind,
    parameters: parameters as NamedDistribution['parameters'],
    ...variant.create(parameters),
  };
}
