import type { Interruption } from '../interruption.ts';
import type { Workforce } from './workforce.ts';

/**
 * Has pieces of work done, as many at a time as there is room for: more where workers come, fewer where they go.
 * `next` begins one, and answers undefined where none is left. Settles when all are done, or when interrupted.
 */
export async function abreast(
  workforce: Pick<Workforce, 'room'>,
  interruption: Interruption,
  next: () => Promise<void> | undefined,
): Promise<void> {
  const done = new Promise<void>((resolve, reject) => {
    let underWay = 0;
    const fill = (): void => {
      while (underWay < workforce.room && !interruption.requested) {
        const piece = next();
        if (piece === undefined) break;
        underWay++;
        piece.then(() => {
          underWay--;
          fill();
        }, reject);
      }
      if (underWay === 0) resolve();
    };
    fill();
  });
  await Promise.race([done, interruption.whenRequested]);
}
