/**
 * Formulas of the textbooks, each with its source. λ is the arrival rate, μ the service rate of one
 * server, both in the same unit; waits come in the inverse of that unit. All services are FIFO.
 */

/** Erlang's loss formula: the share blocked by `servers` servers at `load` = λ/μ (Erlang, 1917). */
export function erlangB(servers: number, load: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n++) blocked = (load * blocked) / (n + load * blocked);
  return blocked;
}

/** Erlang's delay formula: the share that waits, load < servers (Kleinrock, Queueing Systems I, 3.5). */
export function erlangC(servers: number, load: number): number {
  const blocked = erlangB(servers, load);
  return (servers * blocked) / (servers - load * (1 - blocked));
}

/** M/M/c: the mean wait in the queue (Kleinrock I, 3.5). With one server: ρ / (μ − λ). */
export function meanWaitMMc(servers: number, lambda: number, mu: number): number {
  return erlangC(servers, lambda / mu) / (servers * mu - lambda);
}

/**
 * M/M/c/K: `places` in all, those in service included. The probabilities of a birth-death process are
 * products of the ratios of its rates (Kleinrock I, 3.3): p(n) = p(n−1) · λ / (min(n, c) μ).
 */
export function finiteQueue(servers: number, places: number, lambda: number, mu: number) {
  const weights = [1];
  for (let n = 1; n <= places; n++)
    weights.push((weights[n - 1]! * lambda) / (Math.min(n, servers) * mu));
  const total = weights.reduce((sum, weight) => sum + weight);
  const meanQueued = weights.reduce((sum, weight, n) => sum + Math.max(0, n - servers) * weight, 0);
  return { blocked: weights[places]! / total, meanQueued: meanQueued / total };
}

/**
 * M/G/1: the mean wait in the queue (Pollaczek and Khinchine; Kleinrock I, 5.6), from the mean of the
 * service time and its squared coefficient of variation: 0 for constant, 1 for exponential ones.
 */
export function meanWaitMG1(lambda: number, meanService: number, squaredVariation: number): number {
  const utilisation = lambda * meanService;
  return (utilisation * meanService * (1 + squaredVariation)) / (2 * (1 - utilisation));
}

/** `retries` retries of calls that fail with probability `p`, independently: a geometric law, cut short. */
export function retried(retries: number, p: number) {
  return { success: 1 - p ** (retries + 1), callsPerOrder: (1 - p ** (retries + 1)) / (1 - p) };
}

export interface BreakerCycle {
  /** Probability that a call fails. */
  readonly p: number;
  /** Failures in a row that open the circuit. */
  readonly failures: number;
  /** Successes in a row that close it. */
  readonly successes: number;
  /** Calls expected to come in one open time. */
  readonly callsPerOpenTime: number;
}

/**
 * The long-run share of calls that a consecutive-failures breaker blocks, under Poisson calls whose
 * answer comes at once. A renewal-reward argument (Ross, Introduction to Probability Models, 7.4) over
 * the cycles between two closings, counted in calls:
 *
 * - closed: calls up to the first run of n failures, (1 − pⁿ) / (pⁿ (1 − p)), the last one included
 *   (Feller, An Introduction to Probability Theory I, XIII.7);
 * - open: as many blocked calls as come within the open time, λT by the Poisson law, every time anew;
 * - half-open: as answers come at once, no call ever finds a probe in flight: each is a probe. With s
 *   successes to close, a half-open period closes with r = (1 − p)^s, and takes 1 + q + … + q^(s−1) =
 *   (1 − r) / p probes, q = 1 − p; otherwise the circuit opens again. So it is open 1 / r times a cycle.
 *
 * The time from the end of the open time to the first probe needs no term: it holds no calls.
 */
export function blockedShare({ p, failures, successes, callsPerOpenTime }: BreakerCycle): number {
  const closed = (1 - p ** failures) / (p ** failures * (1 - p));
  const closes = (1 - p) ** successes;
  const openings = 1 / closes;
  const probes = openings * ((1 - closes) / p);
  const blocked = openings * callsPerOpenTime;
  return blocked / (closed + probes + blocked);
}
