import { type Fields, field } from '../section.ts';
import { csharpDuration } from '../time-unit.ts';
import { count, flag, fraction, word } from '../unit.ts';

export const breakerFields = {
  FailureRatio: field(fraction, 0.1),
  MinimumThroughput: field(count, 100),
  SamplingDuration: field(csharpDuration, 30_000),
  BreakDuration: field(csharpDuration, 5_000),
} satisfies Fields;

export const retryFields = {
  MaxRetryAttempts: field(count, 3),
  BackoffType: field(word('Constant', 'Linear', 'Exponential'), 'Constant'),
  Delay: field(csharpDuration, 2_000),
  MaxDelay: field(csharpDuration),
  UseJitter: field(flag, false),
} satisfies Fields;

export const timeoutFields = { Timeout: field(csharpDuration, 30_000) } satisfies Fields;
export const limiterFields = {
  PermitLimit: field(count, 1_000),
  QueueLimit: field(count, 0),
} satisfies Fields;

const HANDLED = 'which outcomes count is code: here all errors and timeouts do';
const CODE = 'code that is not run';
export const notCarried = {
  ShouldHandle: HANDLED,
  Name: 'only a name',
  BreakDurationGenerator: CODE,
  DelayGenerator: CODE,
  TimeoutGenerator: CODE,
  OnOpened: CODE,
  OnClosed: CODE,
  OnHalfOpened: CODE,
  OnRetry: CODE,
  OnTimeout: CODE,
  OnRejected: CODE,
  StateProvider: CODE,
  ManualControl: CODE,
};
