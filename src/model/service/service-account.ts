import type { RequestBook } from '../books/request-book.ts';
import type { ServiceNode } from '../topology/graph.ts';
import type { Meter } from './meter.ts';

/** Of a service that charges. */
interface TillAccount {
  readonly charges: number;
  readonly feeCents: number;
}

/** What outlier detection did, seen by one caller. */
export interface OutlierAccount {
  readonly ejections: number;
  readonly ejectedShare: number;
  readonly meanEjectedShare: number;
}

/** What is read off a service, simulated or real, when its figures are told. */
export interface ServiceAccount {
  readonly name: string;
  readonly node: ServiceNode;
  readonly book: RequestBook;
  readonly places: { readonly meter: Meter };
  /** The places of all its instances, as they stand. */
  readonly zones: { readonly capacity: number };
  readonly till: TillAccount | undefined;
  /** By whoever calls it. */
  readonly outliers: ReadonlyMap<unknown, { readonly book: OutlierAccount }>;
}
