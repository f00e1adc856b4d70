import { Findings } from './findings.ts';
import { identityOf, type StudyPlan } from './plan.ts';
import { type Prepared, prepare } from './prepare.ts';
import type { StudyState } from './read-study.ts';
import { intersection, type SeedSet, seedsText, sizeOf, union, without } from './seed-set.ts';
import type { StudyPart } from './study.ts';

/** A part of a study, and what to call it by in a message. */
export interface NamedPart {
  readonly name: string;
  readonly part: StudyPart;
}

/** Parts that cannot be one study; the message says which, and why. */
export class MergeError extends Error {
  override readonly name = 'MergeError';
}

/**
 * Takes up a part again: its plan prepared, its findings ready for more. Throws MergeError where it is not what it
 * says it is, ScenarioError where its scenario cannot be run.
 */
export function resume({ name, part }: NamedPart): StudyState {
  const { plan, findings, seeds, shard = null, until = null } = part;
  if (identityOf(plan) !== part.identity) {
    throw new MergeError(`${name} was changed: its plan is not the one that its findings are of`);
  }
  const prepared = plan.cells.map((_, cell) => prepare(plan, cell));
  refuseMisfits({ name, part }, prepared);
  return {
    plan,
    prepared,
    seeds,
    shard,
    until,
    findings: findings.map((one) => Findings.from(one)),
  };
}

function refuseMisfits({ name, part: { findings } }: NamedPart, prepared: readonly Prepared[]) {
  const fits =
    findings.length === prepared.length &&
    findings.every(
      ({ arms, thresholds }, cell) =>
        arms.length === prepared[cell]!.arms.length &&
        arms.every(({ differences }, index) => (differences === null) === (index === 0)) &&
        thresholds.length === prepared[cell]!.scenario.thresholds.length,
    );
  if (!fits) throw new MergeError(`${name} was changed: its findings are not those of its plan`);
}

/**
 * Puts parts of one study together, in whatever order they come: the same study, byte for byte. A part whose
 * seeds others hold already counts once. Throws MergeError where parts are of different studies, or overlap so
 * that they cannot be told apart.
 */
export function mergeParts(parts: readonly [NamedPart, ...NamedPart[]]): StudyState {
  const [first] = parts;
  for (const { name, part } of parts) {
    if (part.identity !== first.part.identity) {
      throw new MergeError(otherStudy(first, { name, part }));
    }
  }
  const state = resume(first);
  for (const part of parts) refuseMisfits(part, state.prepared);
  const findings = state.findings.map((_, cell) => mergeCell(parts, cell, state));
  const seeds = union(...parts.map(({ part }) => part.seeds));
  return { ...state, plan: planOf(parts), seeds, shard: null, until: null, findings };
}

/** They differ in their commands at most: in whatever order they come, it is the same one that is kept. */
function planOf(parts: readonly NamedPart[]): StudyPlan {
  const byCommand = parts
    .map(({ part: { plan } }) => ({ plan, key: JSON.stringify(plan.command) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return byCommand[0]!.plan;
}

/** The largest first: what is in it already is left out. */
function mergeCell(parts: readonly NamedPart[], cell: number, state: StudyState): Findings {
  const inOrder = parts
    .map(({ name, part }) => ({ name, json: part.findings[cell]! }))
    .sort(
      (a, b) =>
        sizeOf(b.json.seeds) - sizeOf(a.json.seeds) ||
        (a.json.seeds[0]?.from ?? 0) - (b.json.seeds[0]?.from ?? 0),
    );
  const { arms, scenario } = state.prepared[cell]!;
  const merged = Findings.empty(arms.length, scenario);
  for (const { name, json } of inOrder) {
    const known = intersection(json.seeds, merged.seeds);
    const twin = inOrder.find((one) => seedsText(one.json.seeds) === seedsText(json.seeds))!;
    if (JSON.stringify(twin.json) !== JSON.stringify(json))
      throw new MergeError(split(name, twin.name));
    if (sizeOf(known) === sizeOf(json.seeds)) continue;
    if (known.length > 0) throw new MergeError(overlap(name, known, json.seeds));
    merged.merge(Findings.from(json));
  }
  return merged;
}

function overlap(name: string, known: SeedSet, seeds: SeedSet): string {
  const rest = without(seeds, known);
  return `${name} holds seeds ${seedsText(known)}, which another part holds, together with ${seedsText(rest)}, which none does: sums cannot be taken apart, so leave one of the two out`;
}

function split(name: string, twin: string): string {
  return `${name} and ${twin} hold the same seeds and yet differ: one of them was changed, or their machines calculate differently`;
}

/** Takes up the study of a plan where a part of it stopped. Throws MergeError as `resume`, or where it is of another. */
export function resumeFor(plan: StudyPlan, named: NamedPart): StudyState {
  if (named.part.identity !== identityOf(plan)) {
    const why = difference(named.part.plan, plan);
    throw new MergeError(`${named.name} is of another study than the one asked for: ${why}`);
  }
  return resume(named);
}

function otherStudy(first: NamedPart, other: NamedPart): string {
  const why = difference(other.part.plan, first.part.plan);
  return `${other.name} is of another study than ${first.name}: ${why}`;
}

/** What sets a plan apart from the one that is expected. */
function difference(found: StudyPlan, expected: StudyPlan): string {
  if (found.version !== expected.version) {
    return `it was made by version ${found.version}, not ${expected.version}`;
  }
  if (found.source.name !== expected.source.name) {
    return `its scenario is ${found.source.name}, not ${expected.source.name}`;
  }
  if (found.source.text !== expected.source.text) {
    return `it was made when ${found.source.name} had another text`;
  }
  if (JSON.stringify(found.files) !== JSON.stringify(expected.files)) {
    return `it was made when a file beside ${found.source.name} had another text`;
  }
  if (found.ticks !== expected.ticks) {
    return found.ticks ? 'it holds ticks' : 'it holds no ticks, as with --no-ticks';
  }
  return `it was made by "${found.command.join(' ')}", not by "${expected.command.join(' ')}"`;
}
