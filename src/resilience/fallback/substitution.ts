/** Decides when an answer that is not the service's own takes its place. Told the time, in ms. */
export interface Substitution {
  /** True where the service is not even to be asked at `now`. */
  bypasses(now: number): boolean;
  /** The service answered. */
  onSuccess(now: number): void;
  /** The service failed: is there a substitute? */
  onFailure(now: number): boolean;
}
