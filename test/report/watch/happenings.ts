import type { Happening } from '../../../src/model/books/happening.ts';

/** What is told of a happening of the short form, besides what happens. */
export const AT_PAYMENTS: Omit<Happening, 'atMs' | 'what' | 'value'> = {
  service: 'PaymentService',
  call: 1,
  instance: 1,
  from: null,
  circuit: null,
  why: null,
};
