/** Leave to make one call, to be returned once with its outcome. */
export type Permit = number;
/** The refusal. */
export const BLOCKED: Permit = 0;
