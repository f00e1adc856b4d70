import type { Answer, Order } from '../messages.ts';

/** A worker of the page's own code, which is asked and answers. */
export interface Hired {
  ask(order: Order): void;
  /** Whatever it does, at once. */
  dismiss(): void;
}

/** Starts one; nothing is loaded. */
export function hire(code: string, onAnswer: (answer: Answer) => void): Hired {
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => onAnswer(data));
  return {
    ask: (order) => worker.postMessage(order, []),
    dismiss: () => worker.terminate(),
  };
}
