import type { ServiceAccount } from '../service/service-account.ts';

/** How busy services are and were, as one. */
export interface Load {
  readonly busy: number;
  readonly queued: number;
  readonly busyArea: number;
  readonly queuedArea: number;
  readonly capacityArea: number;
  readonly refused: number;
}

export function loadOf(services: readonly ServiceAccount[]): Load {
  const sum = (of: (service: ServiceAccount) => number) =>
    services.reduce((total, service) => total + of(service), 0);
  return {
    busy: sum(({ places }) => places.meter.busy),
    queued: sum(({ places }) => places.meter.queued),
    busyArea: sum(({ places }) => places.meter.busyArea),
    queuedArea: sum(({ places }) => places.meter.queuedArea),
    capacityArea: sum(({ places }) => places.meter.capacityArea),
    refused: sum(({ book }) => book.refused),
  };
}
