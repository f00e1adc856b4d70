/* Where what is known of an order lies in its record; without imports, as `request-record.ts`. */

/** Where doubles lie in the record of an order … */
export const ARRIVED_AT = 0;
export const AMOUNT_CENTS = 1;
export const DEFERRED_AT = 2;
/** … and whole numbers; from CALLS on, the calls to each service. */
export const CLASS = 6;
export const CHARGES = 7;
export const DEFERRED = 8;
export const STANDING = 9;
export const CALLS = 10;
/** Bits of its standing. */
export const PENDING = 1;
export const PAID = 2;
export const VIA_BACKUP = 4;
export const DEGRADED = 8;
