/**
 * The engine: scenarios and their runs, without any Node API, so that it works in a browser and in
 * workers as well.
 */
export { type ArmPlan, armsOf } from './experiment/arms.ts';
export { experiment, type Progress } from './experiment/experiment.ts';
export type { Observer } from './experiment/observer.ts';
export type * from './experiment/result.ts';
export type { ArmName } from './scenario/arm-names.ts';
export { loadScenario } from './scenario/load.ts';
export type { Scenario } from './scenario/schema.ts';
