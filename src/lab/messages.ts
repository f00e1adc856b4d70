import type { ArmApart } from '../experiment/apart.ts';
import type { FindingsJson } from '../experiment/study/findings.ts';
import type { StudyPlan, Task } from '../experiment/study/plan.ts';
import type { Study } from '../experiment/study/study.ts';
import type { Happening } from '../model/books/happening.ts';
import type { Evidence } from '../report/lesson/evidence.ts';
import type { ShippedLesson, ShippedScenario } from './lab-data.ts';
import type { Material } from './material.ts';

/** One arm of a scenario, to be run by itself. An arm that is not over when the next is asked for is given up. */
export interface RunOrder {
  readonly kind: 'run';
  readonly id: number;
  readonly material: Material;
  /** Its place among the arms. */
  readonly arm: number;
}

/** Some seeds of a study: done in one go. */
export interface SeedsOrder {
  readonly kind: 'seeds';
  readonly plan: StudyPlan;
  readonly task: Task;
}

/** Findings to be put together with those that came before, of the one study that this worker gathers. */
export interface GatherOrder {
  readonly kind: 'gather';
  readonly plan: StudyPlan;
  /** From 1 on. */
  readonly seeds: number;
  readonly findings: FindingsJson;
}

/** The lives of every so many-th order, in all arms. */
export interface DiaryOrder {
  readonly kind: 'diary';
  readonly id: number;
  readonly material: Material;
  readonly every: number;
}

/** What happened to the orders of one arm that were followed, in the order in which it happened. */
export interface Diary {
  readonly arm: string;
  readonly entries: readonly (readonly [order: number, happening: Happening])[];
}

/** One step of a lesson. */
export interface StepOrder {
  readonly kind: 'step';
  readonly id: number;
  readonly lesson: ShippedLesson;
  readonly shipped: readonly ShippedScenario[];
  readonly place: number;
}

/** What the page asks of an engine. */
export type Order =
  | StepOrder
  | RunOrder
  | SeedsOrder
  | GatherOrder
  | DiaryOrder
  | { readonly kind: 'stop' };

/** What an engine answers. */
export type Answer =
  /** `share`: of the arm, 0 to 1. */
  | {
      readonly kind: 'progress';
      readonly id: number;
      readonly arm: number;
      readonly share: number;
    }
  /** `ms`: from when it was asked for to when the engine last drew breath. */
  | {
      readonly kind: 'arm';
      readonly id: number;
      readonly arm: number;
      readonly apart: ArmApart;
      readonly ms: number;
    }
  /** What came of a step, and the place of the right choice. */
  | { readonly kind: 'evidence'; readonly id: number; readonly evidence: Evidence }
  | { readonly kind: 'diaries'; readonly id: number; readonly diaries: readonly Diary[] }
  /** How many seeds are in by now, and once all are, what they say. */
  | { readonly kind: 'gathered'; readonly done: number; readonly study: Study | null }
  | { readonly kind: 'found'; readonly findings: FindingsJson }
  /** The scenario cannot be run, or the engine has a bug. */
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
