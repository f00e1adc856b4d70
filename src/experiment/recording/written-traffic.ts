import { durationText, exactDuration, plainDigits } from '../../kernel/quantity-text.ts';
import type { Recording } from '../../scenario/recording/recording.ts';
import type { Written } from '../../scenario/written.ts';
import type { RatePiece, Rates } from './rate-pieces.ts';

/** Counts more even than this share of Poisson's scatter come by the clock. */
const EVEN = 0.25;

/** The arrivals of a recording, as the file writes them. */
export function trafficOf({ pieces, scatter }: Rates, { stepMs, isCounted }: Recording): Written {
  const perSecond = (requests: number) =>
    `${plainDigits(Number(((requests * 1000) / stepMs).toPrecision(3)))}/s`;
  const isEven = isCounted && scatter !== undefined && scatter < EVEN;
  const stages = stagesOf(pieces, stepMs, perSecond);
  return {
    arrivals: isEven ? 'evenly-spaced' : 'poisson',
    startRate: perSecond(pieces[0]?.begins ?? 0),
    ...(stages.length > 0 && { stages }),
  };
}

/** A level that goes on to the end needs no stage: the rate stays what it is. */
function stagesOf(
  pieces: readonly RatePiece[],
  stepMs: number,
  perSecond: (requests: number) => string,
): Written[] {
  let rate = perSecond(pieces[0]?.begins ?? 0);
  return pieces.flatMap(({ from, until, begins, ends }, i): Written[] => {
    const [start, target] = [perSecond(begins), perSecond(ends)];
    const step = start === rate ? [] : [{ duration: '0s', target: start }];
    const isLast = i === pieces.length - 1;
    rate = target;
    if (isLast && start === target) return step;
    return [...step, { duration: spanText((until - from) * stepMs), target }];
  });
}

/** `9m55s`, as a person writes it, where it is whole seconds. */
export function spanText(ms: number): string {
  return ms > 0 && ms % 1000 === 0 ? durationText(ms) : exactDuration(ms);
}
