/**
 * Thresholds and claims are one grammar; white space may stand between any two words of it. An arm that is
 * named holds until another is. A metric is a path in the table of metrics. What may be a bound depends on
 * the quantity before it: a duration goes with a time, "%" with what is a share or is divided by its like.
 */
export const GRAMMAR = `
threshold  = comparison | state                  which names an arm first
claim      = "otherwise" | part { "and" part }   the first of which names an arm first
part       = comparison | quantity ( "better" | "worse" | "~" )
           | state
state      = [ arm ":" ] "state" [ "of" service "." service ] "at" duration "==" name
comparison = quantity sign bound
quantity   = term [ "/" term ]
term       = [ arm ":" ] metric [ "after" duration ]
sign       = ">=" | ">" | "<=" | "<" | "=="
bound      = number | number "%" | duration | quantity`;
