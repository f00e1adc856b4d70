/** Something that a recording of requests cannot tell, and what to vary instead. */
export interface Unknown {
  readonly what: string;
  /** What is known of it, and what is not. */
  readonly says: string;
  /** Arguments of blackfriday, word by word: they run as they stand. */
  readonly commands: readonly (readonly string[])[];
}
