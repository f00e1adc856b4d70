import { type OverrideSchemaContext, toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { DISTRIBUTIONS } from '../kernel/distribution/index.ts';
import { DURATION } from '../kernel/quantities.ts';
import { OPEN_POLICIES } from '../resilience/breaker/open/index.ts';
import { PROBE_POLICIES } from '../resilience/breaker/probe/index.ts';
import { SHARINGS } from '../resilience/breaker/sharing-settings.ts';
import { TRIP_POLICIES } from '../resilience/breaker/trip/index.ts';
import { LIMIT_POLICIES } from '../resilience/concurrency-limit/index.ts';
import { FALLBACKS } from '../resilience/fallback/index.ts';
import { backupPipeline, FALLBACKS_OF_PIPELINE } from '../resilience/pipeline.ts';
import { FILE_UNITS } from './files.ts';
import { graphSchema } from './graph-schema.ts';
import { lessonSchema } from './lesson-schema.ts';
import { scenarioSchema } from './schema.ts';
import type { AnySchema } from './schema-walk.ts';

type JsonSchema = OverrideSchemaContext['jsonSchema'];

/**
 * The JSON Schema (draft-07) of the scenario file, for editors. It is a little laxer than the decoder:
 * what several settings mean together no schema can say.
 */
export function jsonSchema(): object {
  const title = 'Scenario of the payment-processing simulator blackfriday';
  const { required = [], ...short } = converted(scenarioSchema, title);
  const { services, regions } = converted(graphSchema, title).properties!;
  return {
    ...short,
    properties: { ...short.properties, regions: regions!, services: services! },
    required: required.filter((key) => key !== 'paymentService'),
    // One PaymentService, or a graph of services.
    anyOf: [{ required: ['paymentService'] }, { required: ['services'] }],
  };
}

/** The JSON Schema (draft-07) of the lesson file, for editors. */
export function lessonJsonSchema(): object {
  return converted(lessonSchema, 'Lesson of the payment-processing simulator blackfriday');
}

function converted(schema: v.GenericSchema, title: string): JsonSchema {
  const result = toJsonSchema(schema, {
    typeMode: 'input',
    target: 'draft-07',
    ignoreActions: ['check', 'raw_check'],
    overrideSchema: explained,
    // It may stand in every pipeline.
    definitions: { backupPipeline },
  });
  return asDraft07({ ...result, title });
}

/** Where draft-07 looks for what is defined once. */
function asDraft07(schema: JsonSchema): JsonSchema {
  const { $defs, ...rest } = JSON.parse(
    JSON.stringify(schema).replaceAll('"#/$defs/', '"#/definitions/'),
  ) as JsonSchema & { readonly $defs?: object };
  return $defs === undefined ? rest : ({ ...rest, definitions: $defs } as JsonSchema);
}

/** What the converter made of a schema, with the words that a person wrote about it. */
function explained({ valibotSchema, jsonSchema: converted }: OverrideSchemaContext): JsonSchema {
  const schema = valibotSchema as unknown as AnySchema & { readonly message?: unknown };
  if (schema.entries !== undefined) return explainedBlock(converted, schema);
  const { message } = schema;
  if (typeof message !== 'string' || converted.description !== undefined) return converted;
  const described = { ...converted, description: capital(message) };
  // In a file the one duration without a unit is 0.
  return message === DURATION && converted.type === 'number'
    ? { const: 0, description: described.description }
    : described;
}

function explainedBlock(converted: JsonSchema, block: AnySchema): JsonSchema {
  const properties = Object.fromEntries(
    Object.entries(converted.properties ?? {}).map(([key, property]) => {
      const description = descriptionOf(block.entries![key]!);
      const explainable = typeof property === 'object' && description !== undefined;
      return [key, explainable ? { ...property, description } : property];
    }),
  ) as NonNullable<JsonSchema['properties']>;
  const summary = summaryOf(block);
  const explanation = summary === undefined ? {} : { description: capital(summary) };
  const whole = { ...converted, ...explanation, properties };
  return isEmpirical(block) ? withFile(whole) : whole;
}

/** The description of a setting, under whatever its default or its limits wrap around it. */
function descriptionOf(schema: AnySchema): string | undefined {
  return (
    v.getDescription(schema) ??
    (schema.wrapped === undefined ? undefined : descriptionOf(schema.wrapped))
  );
}

/** The registry's words for the variant that a block of settings belongs to. */
function summaryOf(block: AnySchema): string | undefined {
  const kind = block.entries!.distribution?.literal;
  const policies = [
    ...TRIP_POLICIES,
    ...OPEN_POLICIES,
    ...PROBE_POLICIES,
    ...FALLBACKS,
    ...FALLBACKS_OF_PIPELINE,
    ...LIMIT_POLICIES,
    ...SHARINGS,
  ];
  return (
    DISTRIBUTIONS.find((one) => one.kind === kind)?.summary ??
    policies.find((one) => (one.schema as AnySchema).entries === block.entries)?.summary
  );
}

function isEmpirical(block: AnySchema): boolean {
  return block.entries!.distribution?.literal === 'empirical';
}

/** Its values may stand in a file, which is read before the scenario is decoded. */
function withFile(block: JsonSchema): JsonSchema {
  const description = 'A file of one value a line, beside the scenario file';
  return {
    ...block,
    properties: {
      ...block.properties,
      file: { type: 'string', description },
      unit: { enum: [...FILE_UNITS], description: 'The unit of bare numbers in the file' },
    },
    required: ['distribution'],
    oneOf: [{ required: ['values'] }, { required: ['file'] }],
  };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
