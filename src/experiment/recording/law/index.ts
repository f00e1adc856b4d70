import { constant } from './constant.ts';
import { exponential } from './exponential.ts';
import { gamma } from './gamma.ts';
import { lognormal } from './lognormal.ts';
import { pareto } from './pareto.ts';
import { uniform } from './uniform.ts';

/** Every family that is fitted, of those that the scenario file knows; a new one is a file and a line here. */
export const LAWS = [constant, exponential, lognormal, gamma, uniform, pareto] as const;
