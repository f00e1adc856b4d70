import type { IncidentRecord } from '../../experiment/study/chaos/record.ts';
import { oneLine, outgoing } from '../../kernel/outgoing.ts';
import { placeWords } from '../../scenario/chaos/place.ts';
import { provenance } from '../provenance.ts';
import type { ChaosReporter } from './chaos-reporter.ts';

const COLUMNS = [
  'incident',
  'seed',
  'kinds',
  'fromMs',
  'untilMs',
  'strength',
  'arm',
  'served',
  'recovers',
  'thresholdsBroken',
];

/** A row an incident and arm (RFC 4180), below a comment that tells their source. Of several troubles the span, and the strongest. */
export const chaosCsv: ChaosReporter = {
  name: 'csv',
  summary: 'a row for each incident and arm',
  *text({ scenario, arms, incidents, places }) {
    yield `# ${outgoing(oneLine(provenance(scenario).join(', ')), 'screen')}\n`;
    const isPlaced = places !== undefined;
    yield row(isPlaced ? [...COLUMNS, 'places'] : COLUMNS);
    for (const record of incidents) {
      for (const [index, name] of arms.entries())
        yield row([
          ...told(record),
          ...ofArm(record, index, name),
          ...(isPlaced ? [placesOf(record)] : []),
        ]);
    }
  },
};

function told({ number, seed, troubles }: IncidentRecord): (string | number)[] {
  const kinds = troubles.map(({ kind }) => kind).join(' + ');
  const from = Math.min(...troubles.map(({ fromMs }) => fromMs));
  const until = Math.max(...troubles.map(({ fromMs, forMs }) => fromMs + forMs));
  return [number, seed, kinds, from, until, Math.max(...troubles.map(({ strength }) => strength))];
}

/** What the troubles struck, in their order; nothing for the traffic. */
function placesOf({ troubles }: IncidentRecord): string {
  const words = troubles.map(({ place }) => (place === undefined ? '' : placeWords(place)));
  return outgoing(words.join(' + '), 'csv');
}

function ofArm({ arms, broken }: IncidentRecord, index: number, name: string): (string | number)[] {
  const { served, recovers } = arms[index]!;
  const word = recovers === null ? '' : recovers ? 'yes' : 'no';
  return [outgoing(name, 'csv'), served ?? '', word, broken.filter((one) => one === true).length];
}

function row(cells: readonly (string | number)[]): string {
  return `${cells.join(',')}\n`;
}
