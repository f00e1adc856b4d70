import * as v from 'valibot';
import { duration } from '../kernel/quantities.ts';
import { nearestName } from '../kernel/settings.ts';
import { BREAKER_STATES } from '../resilience/breaker/state.ts';
import {
  type Claim,
  type Comparison,
  FACTS,
  type Quantity,
  type Sign,
  type Term,
  type Unit,
} from './claim.ts';
import { METRICS, type ThresholdFault } from './threshold.ts';

const SIGNS: readonly string[] = ['>=', '>', '<=', '<', '=='];
const EXAMPLE = 'such as "with breaker: orders.paid / orders.arrived >= 85%", or "otherwise"';
/** Of these, each tick keeps count. */
const COUNTED = /^(?:orders|calls|amountCents)\.(?!pending)/;

/** A fault on its way out of the parser; never leaves this file. */
class Fault extends Error {
  readonly fault: ThresholdFault;

  constructor(fault: ThresholdFault) {
    super(fault.found);
    this.fault = fault;
  }
}

/** Decodes a claim about a run with these arms; the first fault found is returned instead. */
export function parseClaim(text: string, arms: readonly string[]): Claim | ThresholdFault {
  if (text.trim() === 'otherwise') return { kind: 'otherwise' };
  return caught(() => new ClaimParser(text, arms).claim());
}

/** Decodes a quantity, which need not name an arm. */
export function parseQuantity(text: string, arms: readonly string[]): Quantity | ThresholdFault {
  return caught(() => new ClaimParser(text, arms).quantityAlone());
}

function caught<Value>(parse: () => Value): Value | ThresholdFault {
  try {
    return parse();
  } catch (fault) {
    if (fault instanceof Fault) return fault.fault;
    throw fault;
  }
}

/** Goes through the text from left to right. An arm that is named holds until another is. */
class ClaimParser {
  private readonly text: string;
  private readonly arms: readonly string[];
  private at = 0;
  private arm: string | null = null;

  constructor(text: string, arms: readonly string[]) {
    this.text = text;
    this.arms = arms;
  }

  claim(): Claim {
    const parts = [this.comparison()];
    while (this.take(/and\b/y) !== undefined) parts.push(this.comparison());
    this.expectEnd('"and", or the end of the claim');
    return { kind: 'all', parts };
  }

  quantityAlone(): Quantity {
    const quantity = this.quantity();
    this.expectEnd('"/", or the end');
    return quantity;
  }

  private comparison(): Comparison {
    this.armName();
    const arm = this.arm ?? this.refuse(`an arm first: ${this.known(this.arms)}`);
    if (this.take(/state\b/y) !== undefined) return this.stateClaim(arm);
    const left = this.quantity();
    const sign = this.sign();
    return { kind: 'quantities', left, sign, right: this.bound(left) };
  }

  private stateClaim(arm: string): Comparison {
    if (this.take(/at\b/y) === undefined) this.refuse('"at" and an instant, such as "at 5s"');
    const atMs = this.duration('an instant such as 5s');
    if (this.sign() !== '==') this.refuse('"==" and the name of a state');
    const name = this.peek(/[\w-]+/y) ?? '';
    const state = BREAKER_STATES.find((one) => one === name);
    if (state === undefined)
      this.refuse(`one of ${BREAKER_STATES.join(', ')}`, nearestName(name, BREAKER_STATES));
    this.take(/[\w-]+/y);
    return { kind: 'state', arm, atMs, state };
  }

  private quantity(): Quantity {
    const value = this.term();
    const per = this.take(/\//y) === undefined ? null : this.term();
    return { value, per, unit: unitOf(value, per) };
  }

  private term(): Term {
    this.armName();
    const start = this.at;
    const metric = this.peek(/[A-Za-z][\w.]*/y);
    const names = [...METRICS.keys(), ...FACTS.keys()];
    if (metric === undefined || !names.includes(metric)) {
      const group = names.filter((name) => name.startsWith(`${metric?.split('.')[0]}.`));
      const expected = group.length > 0 ? `one of ${group.join(', ')}` : `a metric ${EXAMPLE}`;
      this.refuse(expected, metric === undefined ? undefined : nearestName(metric, names));
    }
    this.take(/[\w.]+/y);
    if (this.take(/after\b/y) === undefined) return { arm: this.arm, metric, afterMs: null };
    if (!COUNTED.test(metric)) {
      this.at = start;
      this.refuse('a count of orders, calls or money: only these are known tick by tick');
    }
    return { arm: this.arm, metric, afterMs: this.duration('an instant such as 5m') };
  }

  private armName(): void {
    const written = this.peek(/[^:<>=/]*?(?=\s*:)/y);
    if (written === undefined) return;
    if (!this.arms.includes(written)) {
      this.refuse(`one of ${this.known(this.arms)}`, nearestName(written, this.arms), written);
    }
    this.take(/[^:]*:/y);
    this.arm = written;
  }

  private sign(): Sign {
    const sign = this.peek(/[<>=!]+/y);
    if (sign === undefined || !SIGNS.includes(sign)) this.refuse(`one of ${SIGNS.join(' ')}`);
    this.take(/[<>=!]+/y);
    return sign as Sign;
  }

  private bound(left: Quantity): Quantity | number {
    if (this.peek(/\d/y) === undefined) {
      const start = this.at;
      const right = this.quantity();
      if (right.unit === left.unit) return right;
      this.at = start;
      this.refuse(`something measured like what it is compared with (${left.unit})`);
    }
    if (left.unit === 'ms') return this.duration('a duration such as 300ms or 1s');
    const number = this.peek(/\d+(?:_\d{3})*(?:\.\d+)?%?/y)!;
    const isPercent = number.endsWith('%');
    if (isPercent && left.unit !== 'share') this.refuse('a number: a share needs a "/"');
    this.take(/\d+(?:_\d{3})*(?:\.\d+)?%?/y);
    const value = Number(number.replace(/[_%]/g, ''));
    return isPercent ? value / 100 : value;
  }

  private duration(expected: string): number {
    const written = this.peek(/[\d.]+\w*/y);
    const ms = v.safeParse(duration, written);
    if (!ms.success) this.refuse(expected);
    this.take(/[\d.]+\w*/y);
    return ms.output;
  }

  private expectEnd(expected: string): void {
    if (this.at + this.space() < this.text.length) this.refuse(expected);
  }

  private take(pattern: RegExp): string | undefined {
    const found = this.peek(pattern);
    if (found !== undefined) this.at += this.space() + found.length;
    return found;
  }

  private peek(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at + this.space();
    return pattern.exec(this.text)?.[0];
  }

  private space(): number {
    return /^\s*/.exec(this.text.slice(this.at))![0].length;
  }

  private known(names: readonly string[]): string {
    return names.map((name) => `"${name}"`).join(', ');
  }

  private refuse(expected: string, suggestion?: string, found?: string): never {
    const offset = this.at + this.space();
    const rest = found ?? /^\S*/.exec(this.text.slice(offset))![0];
    throw new Fault({
      offset,
      found: rest === '' ? 'the end of the text' : JSON.stringify(rest),
      expected,
      suggestion,
    });
  }
}

/** Like divided by like is a share; all else divided by a count keeps its unit. */
function unitOf(value: Term, per: Term | null): Unit {
  const unit = measure(value.metric);
  if (per === null) return unit;
  const divisor = measure(per.metric);
  // Two counts make a share where one is a part of the other, and a rate where it is not.
  if (unit === 'count' && divisor === 'count')
    return groupOf(value) === groupOf(per) ? 'share' : 'count';
  return unit === divisor ? 'share' : divisor === 'count' ? unit : 'count';
}

function measure(metric: string): Unit {
  return METRICS.get(metric) ?? FACTS.get(metric)!;
}

function groupOf({ metric }: Term): string {
  return metric.split('.')[0]!;
}
