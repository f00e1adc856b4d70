import { nearestName } from '../kernel/settings.ts';
import { unitOfPath } from '../model/metrics/paths.ts';
import { ARM } from './arm-names.ts';
import {
  areAlike,
  type Claim,
  type ClaimPart,
  type Comparison,
  type Quantity,
  SIGNS,
  type Sign,
  type Term,
  type Threshold,
  unitOf,
  VERDICTS,
} from './claim.ts';
import { NUMBER, plain, readDuration } from './claim-amount.ts';
import { type ClaimFault, type Cursor, readWords } from './claim-cursor.ts';
import { readState } from './claim-state.ts';
import { countedLike, isCounted, METRIC_NAMES, metricsLike } from './metric-names.ts';

/** Decodes a threshold for a scenario with these arms; the first fault found is returned instead. */
export function parseThreshold(text: string, arms: readonly string[]): Threshold | ClaimFault {
  return readWords(text, (words) => new Parser(words, arms).threshold());
}

/** Decodes a claim about a run with these arms; the first fault found is returned instead. */
export function parseClaim(text: string, arms: readonly string[]): Claim | ClaimFault {
  return readWords(text, (words) => new Parser(words, arms).claim());
}

/** Decodes a quantity, which need not name an arm. */
export function parseQuantity(text: string, arms: readonly string[]): Quantity | ClaimFault {
  return readWords(text, (words) => new Parser(words, arms).quantityAlone());
}

/** Decodes a comparison of one arm, which needs no naming; what it counts it counts over the whole run. */
export function parseConstraint(text: string, arm: string): Comparison | ClaimFault {
  return readWords(text, (words) => new Parser(words, [arm]).constraint());
}

const EXAMPLE = 'such as "with breaker: orders.paid / orders.arrived >= 85%"';
const MEANT: Readonly<Record<string, Sign>> = { '=': '==', '===': '==', '=>': '>=', '=<': '<=' };

const METRIC = /[A-Za-z][\w.-]*/y;

class Parser {
  private readonly words: Cursor;
  private readonly arms: readonly string[];
  private arm: string | null = null;

  constructor(words: Cursor, arms: readonly string[]) {
    this.words = words;
    this.arms = arms;
  }

  threshold(): Threshold {
    const arm = this.armFirst();
    const isState = this.words.take(/state\b/y) !== undefined;
    const comparison = isState ? readState(this.words, arm) : this.comparison();
    this.expectEnd('the end of the threshold');
    const { text } = this.words;
    if (comparison.kind === 'state') return { text, arm, unit: 'number', comparison };
    const { left, right } = comparison;
    const inPercent = typeof right === 'number' && text.trimEnd().endsWith('%');
    const isShare = typeof right === 'number' ? inPercent : left.unit === 'share';
    const unit = left.unit === 'ms' ? 'ms' : isShare ? 'share' : 'number';
    return { text, arm, unit, comparison };
  }

  claim(): Claim {
    if (this.words.text.trim() === 'otherwise') return { kind: 'otherwise' };
    const parts = [this.part()];
    while (this.words.take(/and\b/y) !== undefined) parts.push(this.part());
    this.expectEnd('"and", or the end of the claim');
    return { kind: 'all', parts };
  }

  quantityAlone(): Quantity {
    const quantity = this.quantity();
    this.expectEnd('"/", or the end');
    return quantity;
  }

  constraint(): Comparison {
    const comparison = this.comparison();
    this.expectEnd('the end of the constraint');
    return comparison;
  }

  private part(): ClaimPart {
    const arm = this.armFirst();
    if (this.words.take(/state\b/y) !== undefined) return readState(this.words, arm);
    const left = this.quantity();
    const written = this.words.take(/(?:better|worse)\b|~/y);
    const verdict = VERDICTS.find((one) => one === written);
    return verdict === undefined
      ? this.comparedWith(left)
      : { kind: 'verdict', quantity: left, verdict };
  }

  private comparison(): Comparison {
    return this.comparedWith(this.quantity());
  }

  private comparedWith(left: Quantity): Comparison {
    return { kind: 'quantities', left, sign: this.sign(), right: this.bound(left) };
  }

  private quantity(): Quantity {
    const value = this.term();
    const per = this.words.take(/\//y) === undefined ? null : this.term();
    return { value, per, unit: unitOf(value, per) };
  }

  private term(): Term {
    this.armName();
    const { arm, words } = this;
    const metric = words.peek(METRIC) ?? '';
    if (unitOfPath(metric) === undefined) {
      const suggestion = nearestName(metric, METRIC_NAMES);
      words.refuse(metricsLike(metric), { what: 'the metric', word: /[^\s/<>=!:]*/y, suggestion });
    }
    const start = words.at;
    words.skip(metric.length);
    if (words.take(/after\b/y) === undefined) return { arm, metric, afterMs: null };
    if (!isCounted(metric)) {
      words.at = start;
      const expected = `before "after" what is counted as it happens: ${countedLike(metric)}`;
      words.refuse(expected, { what: 'the metric' });
    }
    return { arm, metric, afterMs: readDuration(words, 'an instant such as 5m') };
  }

  private armFirst(): string {
    this.armName();
    return this.arm ?? this.words.refuse(`an arm first: ${this.knownArms()}, ${EXAMPLE}`);
  }

  private armName(): void {
    const { arms, words } = this;
    const known = arms.find(
      (arm) => words.text.startsWith(arm, words.at) && words.peek(/\s*:/y, arm.length),
    );
    if (known !== undefined) {
      words.skip(known.length);
      words.take(/:/y);
      this.arm = known;
    } else if (unitOfPath(words.peek(METRIC) ?? '') === undefined) {
      const word = /[^:/<>=!]*(?=:)/y;
      const written = words.peek(word);
      if (written === undefined) return;
      const suggestion = nearestName(written.trim(), arms);
      words.refuse(this.knownArms(), { what: 'the arm', word, suggestion });
    }
  }

  private knownArms(): string {
    const isBare = this.arms.length === 1 && this.arms[0] === ARM.asWritten;
    const why = isBare ? ' (the scenario has no breaker to leave out)' : '';
    return this.arms.map((name) => `"${name}"`).join(' or ') + why;
  }

  private sign(): Sign {
    const { words } = this;
    const written = words.peek(/[<>=!]*/y)!;
    const sign = SIGNS.find((one) => one === written);
    if (sign === undefined) {
      const about = { what: 'the comparison', word: /[<>=!]+/y, suggestion: MEANT[written] };
      this.words.refuse(`one of ${SIGNS.join(' ')}`, written === '' ? {} : about);
    }
    words.skip(sign.length);
    return sign;
  }

  private bound(left: Quantity): Quantity | number {
    const { words } = this;
    if (words.peek(METRIC) !== undefined) return this.quantityLike(left);
    if (left.unit === 'ms') return readDuration(words, 'a duration such as 300ms or 1s');
    const isRatio = left.unit === 'share' || (left.per !== null && areAlike(left.value, left.per));
    const written = words.peek(/\d[^\s%]*/y) ?? '';
    const percent = words.peek(/\s*%/y, written.length);
    if (!NUMBER.test(written) || (percent !== undefined && !isRatio)) {
      const ratio = 'a share such as 85%, or a number such as 0.85';
      const per = ': a share needs a metric to divide by (orders.paid / orders.arrived)';
      const number = `a number such as 1_000${percent === undefined ? '' : per}`;
      words.refuse(isRatio ? ratio : number, { what: 'the value' });
    }
    words.skip(written.length + (percent ?? '').length);
    return plain(written) / (percent === undefined ? 1 : 100);
  }

  private quantityLike(left: Quantity): Quantity {
    const start = this.words.at;
    const right = this.quantity();
    if (right.unit === left.unit) return right;
    this.words.at = start;
    this.words.refuse(`something measured like what it is compared with (${left.unit})`);
  }

  private expectEnd(expected: string): void {
    if (!this.words.isAtEnd) this.words.refuse(expected);
  }
}
