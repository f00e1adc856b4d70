import * as v from 'valibot';
import { share } from '../../kernel/quantities.ts';
import { partsOf } from './shares.ts';

/** Where orders come from: the share of each region. */
export const regions = v.optional(
  v.pipe(
    partsOf(share, (one) => one, 'shares by the names of regions'),
    v.description('Where orders come from; left out, from no place in particular'),
  ),
);
