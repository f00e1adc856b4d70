/** What is known of this invocation beyond its arguments. */
export interface Session {
  exitCode: number;
  /** Of the run that was begun: a bug's report tells it. */
  seed: number | undefined;
}
