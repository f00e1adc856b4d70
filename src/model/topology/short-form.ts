import type { OrderServiceSettings } from '../order-settings.ts';
import type { PaymentServiceSettings } from '../service/payment-settings.ts';
import type { Graph, LinkNode, ServiceNode, ServiceSettings } from './graph.ts';

/** A scenario of one OrderService before one PaymentService, and perhaps a backup. */
export interface ShortForm {
  readonly orderService: OrderServiceSettings;
  readonly paymentService: PaymentServiceSettings;
  /** What a fallback of kind `backup` turns to; left out where there is none. */
  readonly backupService?: PaymentServiceSettings | undefined;
}

/** The places of its services in the graph; orders arrive at the first. */
const GATEWAY = 1;
const BACKUP = 2;

/** The names under which the short form's services are told of. */
export const GATEWAY_NAME = 'PaymentService';
export const BACKUP_NAME = 'backup service';

const BACKUP_LUCK = 'backup ';

/** The graph that it means. */
export function shortGraph({ orderService, paymentService, backupService }: ShortForm): Graph {
  const { pipeline, instances, workers, backlog } = orderService;
  const way = (to: number, luck: string): Omit<LinkNode, 'pipeline' | 'backups'> => ({
    to,
    luck,
    isEssential: true,
  });
  const toBackup = { ...way(BACKUP, BACKUP_LUCK), pipeline: [], backups: new Map() };
  const backups = new Map(
    pipeline.flatMap((policy, place) =>
      policy.policy === 'fallback' && policy.settings.kind === 'backup' ? [[place, toBackup]] : [],
    ),
  );
  const front: ServiceNode = {
    name: 'OrderService',
    luck: '',
    instances,
    regions: [],
    balance: 'round-robin',
    isTimed: false,
    outlierDetection: undefined,
    settings: { ...IDLE, capacity: workers, queue: backlog },
    charges: false,
    fee: FREE,
    calls: [{ ...way(GATEWAY, ''), pipeline, backups }],
  };
  const gateway = (name: string, luck: string, settings: PaymentServiceSettings): ServiceNode => ({
    name,
    luck,
    instances: 1,
    regions: [],
    balance: 'round-robin',
    isTimed: false,
    outlierDetection: undefined,
    settings,
    charges: true,
    fee: FREE,
    calls: [],
  });
  const services = [front, gateway(GATEWAY_NAME, '', paymentService)];
  if (backupService === undefined) return { services, gateways: [GATEWAY] };
  services.push(gateway(BACKUP_NAME, BACKUP_LUCK, backupService));
  return { services, gateways: [GATEWAY], backup: BACKUP };
}

const FREE = { share: 0, cents: 0 };

/** A service that does nothing itself. */
const IDLE: ServiceSettings = {
  latency: undefined,
  slowdown: 0,
  failureRate: 0,
  declineRate: 0,
  idempotencyKeys: false,
  cancellation: 'none',
  script: [],
};
