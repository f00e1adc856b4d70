import { UsageError } from '../../usage-error.ts';

/** What only those need who have a queue: optional peers, loaded when they are asked for. */
export interface QueuePackages {
  readonly bullmq: typeof import('bullmq');
  readonly ioredis: Pick<typeof import('ioredis'), 'Redis'>;
}

/** Throws UsageError where they are not installed. */
export async function loadPackages(): Promise<QueuePackages> {
  try {
    return { bullmq: await import('bullmq'), ioredis: await import('ioredis') };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) {
      throw error;
    }
    throw new UsageError(
      'a queue needs the packages bullmq and ioredis, which are not installed: npm install bullmq@^6.7.0 ioredis@^5.11.1',
    );
  }
}
