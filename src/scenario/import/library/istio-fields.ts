import { type Fields, field } from '../section.ts';
import { protoDuration } from '../time-unit.ts';
import { count, percent } from '../unit.ts';

export const outlierFields = {
  consecutive5xxErrors: field(count, 5),
  consecutiveGatewayErrors: field(count, 0),
  interval: field(protoDuration, 10_000),
  baseEjectionTime: field(protoDuration, 30_000),
  maxEjectionPercent: field(percent, 0.1),
} satisfies Fields;

const LOCAL = 'errors of its own and of the service are one here';
export const outlierNotCarried = {
  consecutiveErrors: 'deprecated, and by now without effect',
  splitExternalLocalOriginErrors: LOCAL,
  consecutiveLocalOriginFailures: LOCAL,
  minHealthPercent: 'the breaker always blocks here',
  outlierDetectionHttpErrorCodes: "which answers are errors is the service's: failureRate",
};

/** 2^32 - 1: no limit. */
const NONE = 4_294_967_295;
export const poolFields = {
  maxConnections: field(count, NONE),
  http1MaxPendingRequests: field(count, NONE),
  http2MaxRequests: field(count, NONE),
} satisfies Fields;
export const poolNotCarried = {
  connectTimeout: 'connections are not simulated',
  tcpKeepalive: 'connections are not simulated',
  maxConnectionDuration: 'connections are not simulated',
  idleTimeout: 'connections are not simulated',
  maxRequestsPerConnection: 'connections are not simulated',
  h2UpgradePolicy: 'connections are not simulated',
  useClientProtocol: 'connections are not simulated',
  maxRetries: 'how many retries may be in flight at once: here a budget bounds retries',
};

export const retryFields = {
  attempts: field(count, 2),
  perTryTimeout: field(protoDuration),
  backoff: field(protoDuration, 25),
} satisfies Fields;
export const retryNotCarried = {
  retryOn: 'which answers are tried again: here errors and timeouts are',
  retryRemoteLocalities: 'there is one service here',
  retryIgnorePreviousHosts: 'there is one service here',
};
export const budgetFields = {
  percent: field(percent, 0.2),
  minRetryConcurrency: field(count, 3),
} satisfies Fields;
