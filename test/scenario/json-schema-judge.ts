/** The part of JSON Schema draft-07 that the scenario's schema uses; enough to see what an editor would. */
export interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly $schema?: string;
}

type Judge = (schema: Schema, value: unknown) => boolean;

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

const KEYWORDS: { readonly [Keyword in keyof Required<Schema>]: Judge } = {
  type: ({ type }, value) => TYPES[type!]!(value),
  const: (schema, value) => schema.const === value,
  enum: (schema, value) => schema.enum!.includes(value),
  pattern: ({ pattern }, value) => typeof value !== 'string' || new RegExp(pattern!).test(value),
  maxLength: ({ maxLength }, value) => typeof value !== 'string' || value.length <= maxLength!,
  minimum: ({ minimum }, value) => typeof value !== 'number' || value >= minimum!,
  maximum: ({ maximum }, value) => typeof value !== 'number' || value <= maximum!,
  minItems: ({ minItems }, value) => !Array.isArray(value) || value.length >= minItems!,
  maxItems: ({ maxItems }, value) => !Array.isArray(value) || value.length <= maxItems!,
  items: ({ items }, value) =>
    !Array.isArray(value) || value.every((item) => accepts(items!, item)),
  properties: ({ properties }, value) =>
    Object.entries(properties!).every(
      ([key, property]) =>
        !TYPES.object!(value) ||
        !(key in (value as object)) ||
        accepts(property, (value as never)[key]),
    ),
  required: ({ required }, value) =>
    !TYPES.object!(value) || required!.every((key) => key in (value as object)),
  additionalProperties: ({ properties = {}, additionalProperties: other }, value) =>
    !TYPES.object!(value) ||
    Object.entries(value as object).every(
      ([key, inner]) => key in properties || (typeof other === 'object' && accepts(other, inner)),
    ),
  propertyNames: ({ propertyNames }, value) =>
    !TYPES.object!(value) ||
    Object.keys(value as object).every((key) => accepts(propertyNames!, key)),
  anyOf: ({ anyOf }, value) => anyOf!.some((one) => accepts(one, value)),
  oneOf: ({ oneOf }, value) => oneOf!.filter((one) => accepts(one, value)).length === 1,
  title: () => true,
  description: () => true,
  default: () => true,
  $schema: () => true,
};

/** Whether a value is valid; throws at a keyword that this judge does not know. */
export function accepts(schema: Schema, value: unknown): boolean {
  return Object.keys(schema).every((keyword) => {
    const judge = KEYWORDS[keyword as keyof Schema];
    if (judge === undefined) throw new Error(`unknown keyword ${keyword}`);
    return judge(schema, value);
  });
}

/** The schema with every reference replaced by what is defined for it. */
export function resolved(schema: Schema & { readonly definitions?: object }): Schema {
  const { definitions = {}, ...rest } = schema;
  const inlined = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inlined);
    if (typeof value !== 'object' || value === null) return value;
    if ('$ref' in value) {
      const name = String(value.$ref).replace('#/definitions/', '');
      return inlined(definitions[name as never]);
    }
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inlined(one)]));
  };
  return inlined(rest) as Schema;
}
