import { arms } from './arms.ts';
import { chaos } from './chaos.ts';
import { doors } from './doors.ts';
import { economics } from './economics.ts';
import { importing } from './import.ts';
import { lab } from './lab.ts';
import { library } from './library.ts';
import { live } from './live.ts';
import { metrics } from './metrics.ts';
import type { Page } from './page.ts';
import { breaker, policies } from './policies.ts';
import { recording } from './record.ts';
import { scenario, traffic } from './scenario.ts';
import { services } from './services.ts';
import { studies } from './studies.ts';
import { sweep } from './sweep.ts';
import { thresholds } from './thresholds.ts';
import { tune } from './tune.ts';
import { verdict } from './verdict.ts';

/** Every page of the manual, in the order in which one meets the subjects; a new one is a file and a line here. */
export const MANUAL: readonly Page[] = [
  scenario,
  traffic,
  policies,
  breaker,
  services,
  arms,
  thresholds,
  metrics,
  verdict,
  studies,
  sweep,
  tune,
  chaos,
  economics,
  lab,
  live,
  recording,
  importing,
  library,
  doors,
];
