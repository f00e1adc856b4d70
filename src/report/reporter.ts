import type { CallRecord } from '../experiment/call-record.ts';
import type { Result, ScenarioHead, Tick, Transition } from '../experiment/result.ts';

/** How the text should look: decided once, by whoever knows the stream that it goes to. */
export interface ReporterOptions {
  /** In terminal cells. */
  readonly width: number;
  readonly colour: boolean;
  /** ASCII characters only. */
  readonly ascii: boolean;
  /** No folding of quiet ticks. */
  readonly everyTick: boolean;
  /** The ticks of every service and link of a graph, apart. */
  readonly byService: boolean;
  /** Whether ticks are wanted at all. */
  readonly ticks: boolean;
  /** The gist only. */
  readonly quiet: boolean;
  /** Every call is told, one by one. */
  readonly calls: boolean;
}

/**
 * Turns events and the result into text, and computes nothing. Every method returns what is to be
 * written at that moment, whole lines or nothing; a method left out has nothing to say.
 */
export interface Reporter {
  start?(head: ScenarioHead, arms: readonly string[]): string;
  tick?(arm: string, tick: Tick): string;
  transition?(arm: string, transition: Transition): string;
  call?(record: CallRecord): string;
  /** In pieces, because a long run's text may be longer than a string can be. */
  end(result: Result): Iterable<string>;
}

/** One format: its name, what it is for, and its factory. */
export interface ReporterVariant {
  readonly name: string;
  readonly summary: string;
  /** Needs all ticks in the result, so that memory grows with them; else they are written as they come. */
  readonly keepsTicks: boolean;
  /** Holds nothing but ticks: without them there is nothing to write. */
  readonly onlyTicks: boolean;
  readonly listsCalls: boolean;
  /** Can tell the ticks service by service; what tells all of it anyway has no need to. */
  readonly splitsServices: boolean;
  create(options: ReporterOptions): Reporter;
}
