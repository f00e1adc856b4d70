import { duration, rate, share } from '../../../kernel/quantities.ts';
import { isBlock } from '../../../kernel/settings.ts';
import { POLICIES, type Policy } from '../../../resilience/pipeline.ts';
import { type AnySchema, itemsOf } from '../../schema-walk.ts';
import { quantityOf, settingOf } from '../../words.ts';
import { msText } from '../time-unit.ts';
import { writtenShare } from '../unit.ts';
import type { Written } from './library.ts';

/** A decoded policy as a scenario file writes it, to the last digit. */
export function writtenPolicy({ policy, settings, insteadOf }: Policy): Written {
  const condition = insteadOf === undefined ? {} : { insteadOf };
  return {
    [policy]: writtenValue(POLICIES[policy] as unknown as AnySchema, settings),
    ...condition,
  };
}

function writtenValue(schema: AnySchema, value: unknown): unknown {
  if (typeof value === 'number') return writtenNumber(schema, value);
  if (Array.isArray(value)) {
    const [item] = itemsOf(schema);
    return value.map((one) => writtenValue(item!, one));
  }
  if (!isBlock(value)) return value;
  const settings = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(
    settings.map(([key, one]) => [key, writtenValue(settingOf(schema, value, key), one)]),
  );
}

function writtenNumber(schema: AnySchema, value: number): number | string {
  switch (quantityOf(schema)?.schema) {
    case duration:
      return msText(value);
    case share:
      return writtenShare(value);
    case rate:
      return `${value}/s`;
    default:
      return value;
  }
}
