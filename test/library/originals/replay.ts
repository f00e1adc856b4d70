import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { BLOCKED, Breaker, type Permit } from '../../../src/resilience/breaker/breaker.ts';
import type { BreakerSettings } from '../../../src/resilience/breaker/settings.ts';
import type { DifferenceName } from '../../../src/scenario/import/differences.ts';
import { importPipeline } from '../../../src/scenario/import/import-pipeline.ts';
import { eventsOf, inTurn, type TracedCall, traceOf } from '../peers/trace.ts';

/** A library in another language, whose decisions on our traces are kept here. */
export interface Original {
  readonly library: 'gobreaker' | 'pybreaker' | 'circuitbreaker';
  /** The program that drove it: the settings are imported from its text. */
  readonly program: string;
  /** Whether calls came one after the other. */
  readonly inTurn: boolean;
  /** Settings by the name that the program gives them, each with the differences that are made up for. */
  readonly settings: Readonly<Record<string, readonly DifferenceName[]>>;
  /** Settings that differ, and why. */
  readonly differing: Readonly<Record<string, DifferenceName>>;
}

/** What it decided: by the name of the settings, then by the seed. A letter an event that happened. */
export function decisionsOf({ library }: Original): ReadonlyMap<string, readonly string[]> {
  const packed = readFileSync(new URL(`${library}/decisions.txt.gz`, import.meta.url));
  const decisions = new Map<string, string[]>();
  for (const line of gunzipSync(packed).toString().trim().split('\n')) {
    const [name = '', seed = '', told = ''] = line.split(' ');
    const ofName = decisions.get(name) ?? [];
    ofName[Number(seed)] = told;
    decisions.set(name, ofName);
  }
  return decisions;
}

/** The breaker that `import` reads from the program that drove the original, and the differences that it tells of. */
export function imported(original: Original, name: string) {
  const path = `${original.library}/${original.program}`;
  const text = readFileSync(new URL(path, import.meta.url), 'utf8');
  const { decoded, account } = importPipeline([{ name: path, text }], {
    from: original.library,
    name,
  });
  const [breaker] = decoded.flatMap((one) => (one.policy === 'breaker' ? [one.settings] : []));
  if (breaker === undefined) throw new Error(`no breaker ${name} in ${path}`);
  const told = account.policies.flatMap(({ differs }) => differs.map((one) => one.name));
  return { breaker, told };
}

const STATES = ['closed', 'half-open', 'open'] as const;
const LETTERS = { through: 'abc', blocked: 'def', ended: 'ghi' } as const;

/** What ours decides on the trace of a seed, in the same letters; it is told what the original did. */
export class Replay {
  private readonly ours: Breaker;
  private readonly trace: readonly TracedCall[];
  private readonly permits = new Map<number, Permit>();
  private readonly madeUpFor: ReadonlySet<DifferenceName>;

  constructor(
    settings: BreakerSettings,
    seed: number,
    original: Pick<Original, 'inTurn'>,
    madeUpFor: readonly DifferenceName[],
  ) {
    this.trace = original.inTurn ? inTurn(traceOf(seed)) : traceOf(seed);
    this.madeUpFor = new Set(madeUpFor);
    this.ours = new Breaker(
      settings,
      { next: () => 0 },
      { onTransition: () => {}, onWake: () => {}, onPing: () => {} },
    );
  }

  /** The first event on which they differ, in words; undefined where there is none. */
  firstDifference(theirs: string): string | undefined {
    let place = 0;
    for (const { atMs, call, kind } of eventsOf(this.trace)) {
      if (kind === 'end' && !this.permits.has(call)) continue;
      this.ours.poll(atMs);
      const fate = kind === 'start' ? this.start(call, atMs) : this.end(call, atMs);
      const letter = LETTERS[fate][STATES.indexOf(this.ours.stateName as 'open')];
      const other = theirs[place++];
      if (letter !== other)
        return `at ${atMs}, ${kind} of ${call}: ours ${letter}, theirs ${other}`;
    }
    return place === theirs.length ? undefined : 'theirs goes on';
  }

  private start(call: number, now: number): 'through' | 'blocked' {
    const permit = this.ours.tryAcquire(now);
    if (permit === BLOCKED) return 'blocked';
    this.permits.set(call, permit);
    return 'through';
  }

  private end(call: number, now: number): 'ended' {
    const { good, durationMs } = this.trace[call]!;
    const permit = this.permits.get(call)!;
    if (!good) this.ours.fail(permit, now, durationMs, 'error');
    else {
      this.ours.succeed(permit, now, durationMs);
      const isOpen = this.ours.stateName === 'open';
      if (isOpen && this.madeUpFor.has('late success closes')) this.ours.close(now);
    }
    return 'ended';
  }
}
