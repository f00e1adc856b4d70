import type { CommandEntry } from './command.ts';

/** Every command there is, in the order of the help; a new one is a file and an entry here. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'compare',
    summary:
      'simulate with and without the breaker, or arms of your own: side by side, and a verdict',
    load: async () => (await import('./compare.ts')).configure,
  },
  {
    name: 'run',
    summary: 'simulate one arm: its ticks and a summary',
    load: async () => (await import('./run.ts')).configure,
  },
  {
    name: 'live',
    summary: 'the same scenario on real services: a process each, HTTP between them, real clocks',
    load: async () => (await import('./live.ts')).configure,
  },
  {
    name: 'validate',
    summary:
      'the simulation against real services: the same orders, side by side, within tolerances',
    load: async () => (await import('./validate.ts')).configure,
  },
  {
    name: 'serve',
    summary: 'one service by itself, to curl and to flood: its faults are in your hand',
    load: async () => (await import('./serve.ts')).configure,
  },
  {
    name: 'sweep',
    summary: 'a grid of settings or facts: which are best, and where the better arm changes',
    load: async () => (await import('./sweep.ts')).configure,
  },
  {
    name: 'tune',
    summary:
      'the settings that serve best: candidates race over many seeds, the winner is confirmed',
    load: async () => (await import('./tune.ts')).configure,
  },
  {
    name: 'chaos',
    summary: 'incidents nobody scripted: how the arms fare, and the worst of them made small',
    load: async () => (await import('./chaos.ts')).configure,
  },
  {
    name: 'merge',
    summary: 'the parts of a study, made on many machines, as one',
    load: async () => (await import('./merge.ts')).configure,
  },
  {
    name: 'work',
    summary: 'a worker for studies that others run with --queue, on any machine',
    load: async () => (await import('./work.ts')).configure,
  },
  {
    name: 'report',
    summary: 'a result again, in another format or in pictures, without running it again',
    load: async () => (await import('./report.ts')).configure,
  },
  {
    name: 'watch',
    summary: 'a run played back on the whole terminal, both arms at once; ? shows the keys',
    load: async () => (await import('./watch.ts')).configure,
  },
  {
    name: 'lab',
    summary:
      'the engine in a page: turn the knobs of a scenario and see; or write the page, -o lab.html',
    load: async () => (await import('./lab.ts')).configure,
  },
  {
    name: 'lesson',
    summary: 'a guided lesson: predict, run, see why; without a name the course',
    load: async () => (await import('./lesson.ts')).configure,
  },
  {
    name: 'list',
    summary: 'the shipped scenarios, and what each is about',
    load: async () => (await import('./list.ts')).configure,
  },
  {
    name: 'show',
    summary: 'a scenario in words, with a picture of its traffic and script',
    load: async () => (await import('./show.ts')).configure,
  },
  {
    name: 'check',
    summary: 'tell every mistake of scenario and lesson files, without running them',
    load: async () => (await import('./check.ts')).configure,
  },
  {
    name: 'new',
    summary: 'write a commented scenario to start from',
    load: async () => (await import('./new.ts')).configure,
  },
  {
    name: 'import',
    summary: 'settings of another library as a pipeline, and what became of each of them',
    load: async () => (await import('./import.ts')).configure,
  },
  {
    name: 'record',
    summary: 'a real incident as a scenario: from an access log, a CSV file or a Prometheus',
    load: async () => (await import('./record.ts')).configure,
  },
  {
    name: 'export',
    summary: 'a pipeline in the form of another library, ready to paste',
    load: async () => (await import('./export.ts')).configure,
  },
  {
    name: 'explain',
    summary: 'settings read aloud, with what to look out for',
    load: async () => (await import('./explain.ts')).configure,
  },
  {
    name: 'schema',
    summary: 'the JSON Schema of the scenario file, for editors',
    load: async () => (await import('./schema.ts')).configure,
  },
  {
    name: 'completions',
    summary: 'what teaches your shell to complete: bash, zsh or fish',
    load: async () => (await import('./completions.ts')).configure,
  },
  {
    name: 'help',
    summary: 'the manual: scenario, policies, metrics, verdict, library, …',
    load: async () => (await import('./help.ts')).configure,
  },
];
