import * as v from 'valibot';

/** Where orders go in a scenario of several services. */
export const to = v.optional(
  v.pipe(
    v.string('the name of a service'),
    v.description('The service where orders arrive; left out, the first of `services`'),
  ),
);
