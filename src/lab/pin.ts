import { parse } from 'yaml';
import { isBlock } from '../kernel/settings.ts';
import { ARM } from '../scenario/arm-names.ts';
import { nameFault } from '../scenario/arms/arm-settings.ts';
import { holdsPolicy } from '../scenario/arms/policies-in.ts';
import { SHARED } from '../scenario/schema.ts';
import { type Change, differences, inFlow } from '../scenario/settled.ts';
import { asText } from './knobs/turn.ts';
import { namedPath } from './named-path.ts';

/** A scenario with one arm more. */
export interface Pinned {
  readonly text: string;
  readonly arm: string;
}

const shared: readonly unknown[] = SHARED;

/**
 * What was changed since `before`, as an arm beside the others, and the rest as it was: so that what one has just done
 * can be compared with what one does next. What all arms have in common, such as the traffic, stays changed.
 * Undefined where nothing was changed that an arm can have of its own.
 */
export function pinned(before: string, now: string): Pinned | undefined {
  const [old, present] = [parse(before) as unknown, parse(now) as unknown];
  if (!isBlock(old) || !isBlock(present)) return undefined;
  const own = differences(old, present, []).filter(({ path }) => !shared.includes(path[0]));
  if (own.length === 0 || own.some(({ path, value }) => path.length === 0 || value === undefined)) {
    return undefined;
  }
  const arms = armsOf(present);
  const arm = nameOf(own, Object.keys(arms));
  const set = Object.fromEntries(own.map(({ path, value }) => [namedPath(present, path), value]));
  const rest = Object.entries(present).filter(([key]) => shared.includes(key) && key !== 'arms');
  const kept = Object.fromEntries(Object.entries(old).filter(([key]) => key !== 'arms'));
  const after = { ...kept, ...Object.fromEntries(rest), arms: { ...arms, [arm]: { set } } };
  return { text: withArms(before, old, after), arm };
}

/** Those of the file, or those that need no naming, named. */
function armsOf(document: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (isBlock(document.arms)) return { ...document.arms };
  const guards = ['breaker', 'outlierDetection'].filter((policy) => holdsPolicy(document, policy));
  return guards.length === 0
    ? { [ARM.asWritten]: {} }
    : { [ARM.without]: { without: guards }, [ARM.with]: {} };
}

/** `stays open: duration=30s` would part the name; the end of the path and the value tell enough. */
function nameOf(changes: readonly Change[], taken: readonly string[]): string {
  const told = changes.map(({ path, value }) => {
    const tail = path.filter((step) => typeof step === 'string').slice(-2);
    return `${tail.join('.')}=${inFlow(value)}`;
  });
  const name = told.join(' and ');
  const isFit = nameFault(name) === undefined && !taken.includes(name);
  if (isFit) return name;
  let number = 1;
  while (taken.includes(`pin ${number}`)) number++;
  return `pin ${number}`;
}

/** New arms stand at the end, a line each; the rest of the file as it was. */
function withArms(
  text: string,
  before: Readonly<Record<string, unknown>>,
  after: { readonly arms: Readonly<Record<string, unknown>> },
): string {
  const { arms, ...others } = after;
  if ('arms' in before) return asText(text, { ...others, arms });
  const lines = Object.entries(arms).map(([name, arm]) => `  ${inFlow(name)}: ${inFlow(arm)}`);
  const written = `${asText(text, others).trimEnd()}\n\narms:\n${lines.join('\n')}\n`;
  const isMeant = JSON.stringify(parse(written)) === JSON.stringify(after);
  return isMeant ? written : asText(text, after);
}
