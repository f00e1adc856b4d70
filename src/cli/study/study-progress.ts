import { durationText } from '../../kernel/quantity-text.ts';
import { count } from '../../report/figures.ts';
import { bar } from '../progress.ts';
import type { StudyProgress } from './conduct.ts';

/** `██████░░░░░░  42 %  42 of 100 replications, about 1m10s left` */
export function studyProgressText(
  { done, of }: StudyProgress,
  elapsedMs: number,
  ascii: boolean,
): string {
  const left = done === 0 ? '' : `, about ${estimate((elapsedMs / done) * (of - done))} left`;
  return `${bar(done / of, ascii)}  ${count(done)} of ${count(of)} replications${left}`;
}

/** In whole seconds, and in whole minutes beyond ten of them: it is no more than a guess. */
export function estimate(ms: number): string {
  const unit = ms < 600_000 ? 1_000 : 60_000;
  return durationText(Math.max(1, Math.ceil(ms / unit)) * unit);
}
