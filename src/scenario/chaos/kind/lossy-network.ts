import { shareAt } from '../scale.ts';
import { chaosKind } from './kind.ts';

/** The least time to a retransmission in Linux (TCP_RTO_MIN); it doubles with every loss (RFC 6298, 5.5). */
const RETRANSMITTED_AFTER_MS = 200;
/** So many delays stand for the law of them all. */
const QUANTILES = 20;

export const lossyNetwork = chaosKind({
  kind: 'lossy-network',
  summary: '5 % to 40 % of packets are lost each way, and sent again after 200 ms, 400 ms, …',
  surges: false,
  refuses: false,
  aim: 'service',
  ofGraphs: false,
  disturb: ({ at, for: lasting, strength, around }) => {
    const lost = shareAt(strength, 0.05, 0.4);
    const delaysMs = Array.from({ length: QUANTILES }, (_, index) => {
      const times = Math.floor(Math.log(1 - (index + 0.5) / QUANTILES) / Math.log(lost));
      return around.networkMs + RETRANSMITTED_AFTER_MS * (2 ** times - 1);
    });
    return [{ what: 'entry', at, for: lasting, changes: [{ what: 'network', delaysMs }] }];
  },
});
