import { exactDuration, exactShare, plainDigits } from '../kernel/quantity-text.ts';
import { isBlock } from '../kernel/settings.ts';
import type { Change } from '../model/service/payment-settings.ts';
import { POLICIES, type Policy } from '../resilience/pipeline.ts';
import { type AnySchema, itemsOf } from './schema-walk.ts';
import { distributionBlock, isDistribution, quantityOf, settingOf } from './words.ts';

/** A scenario as plain JSON. */
export type Written = Readonly<Record<string, unknown>>;

/** A decoded value as its schema reads it; guided by the schema, so that a new policy needs no line here. */
export function written(schema: AnySchema, value: unknown): unknown {
  if (typeof value === 'number') return writtenNumber(schema, value);
  if (Array.isArray(value)) return value.map((one) => writtenEntry(schema, one));
  if (isDistribution(value)) {
    const block = distributionBlock(schema, value.kind);
    return {
      distribution: value.kind,
      ...mapped(value.parameters, (key, one) => written(block.entries![key]!, one)),
    };
  }
  if (isChange(value)) return writtenChange(schema, value);
  if (!isBlock(value)) return value;
  const block = asReadable(defined(value));
  return mapped(block, (key, one) => written(settingOf(schema, block, key), one));
}

/** A default minimum beyond its window means the window, but no file may say so. */
function asReadable({ minimumCalls, ...block }: Written): Written {
  const calls = isBlock(block.window) ? block.window.calls : undefined;
  const isBeyond = Number(minimumCalls) > Number(calls);
  return minimumCalls === undefined || isBeyond ? block : { ...block, minimumCalls };
}

function writtenEntry(list: AnySchema, value: unknown): unknown {
  return isPolicy(value) ? writtenPolicy(value) : written(itemsOf(list)[0]!, value);
}

/** A policy as an entry of a pipeline. */
export function writtenPolicy({ policy, settings, insteadOf }: Policy): Written {
  const entry = { [policy]: written(POLICIES[policy] as unknown as AnySchema, settings) };
  return insteadOf === undefined ? entry : { ...entry, insteadOf };
}

function writtenChange(schema: AnySchema, change: Change<unknown>): unknown {
  const to =
    change.kind === 'multiply' ? `x${plainDigits(change.factor)}` : written(schema, change.value);
  if (change.overMs === 0) return to;
  return Number.isFinite(change.overMs)
    ? { ramp: to, over: exactDuration(change.overMs) }
    : { ramp: to };
}

function writtenNumber(schema: AnySchema, value: number): unknown {
  switch (quantityOf(schema)) {
    case 'duration':
      return exactDuration(value);
    case 'rate':
      return `${plainDigits(value)}/s`;
    case 'share':
      return exactShare(value);
    case 'years':
      return `${plainDigits(value)}y`;
    default:
      return value;
  }
}

function isChange(value: unknown): value is Change<unknown> {
  return isBlock(value) && 'overMs' in value;
}

function isPolicy(value: unknown): value is Policy {
  return isBlock(value) && 'policy' in value;
}

function mapped(block: Written, write: (key: string, value: unknown) => unknown): Written {
  return Object.fromEntries(Object.entries(block).map(([key, value]) => [key, write(key, value)]));
}

function defined(block: Written): Written {
  return Object.fromEntries(Object.entries(block).filter(([, value]) => value !== undefined));
}
