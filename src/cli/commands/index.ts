import { addCheck } from './check.ts';
import type { AddCommand } from './command.ts';
import { addCompare } from './compare.ts';
import { addLesson } from './lesson.ts';
import { addList } from './list.ts';
import { addNew } from './new.ts';
import { addReport } from './report.ts';
import { addRun } from './run.ts';
import { addSchema } from './schema.ts';
import { addShow } from './show.ts';
import { addWatch } from './watch.ts';

/** Every command there is, in the order of the help; a new one is a file and a line here. */
export const COMMANDS: readonly AddCommand[] = [
  addCompare,
  addRun,
  addReport,
  addWatch,
  addLesson,
  addList,
  addShow,
  addCheck,
  addNew,
  addSchema,
];
