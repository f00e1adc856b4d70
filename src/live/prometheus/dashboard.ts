/** A graph of the dashboard: what it is called, and its lines. */
interface Graph {
  readonly title: string;
  readonly lines: readonly { readonly expr: string; readonly legend: string }[];
}

const WIDTH = 12;
const HEIGHT = 8;

const GRAPHS: readonly Graph[] = [
  {
    title: 'Circuits: the state that is 1 holds',
    lines: [
      { expr: 'resilience4j_circuitbreaker_state', legend: '{{service}} {{name}} {{state}}' },
    ],
  },
  {
    title: 'Orders and payments a second, by how they ended',
    lines: [
      {
        expr: 'sum by (service, outcome) (rate(blackfriday_requests_total[15s]))',
        legend: '{{service}} {{outcome}}',
      },
    ],
  },
  {
    title: 'Calls a second through the breakers',
    lines: [
      {
        expr: 'sum by (name, kind) (rate(resilience4j_circuitbreaker_calls_seconds_count[15s]))',
        legend: '{{name}} {{kind}}',
      },
      {
        expr: 'sum by (name) (rate(resilience4j_circuitbreaker_not_permitted_calls_total[15s]))',
        legend: '{{name}} blocked',
      },
    ],
  },
  {
    title: 'Workers and places taken, and who waits for one',
    lines: [
      { expr: 'blackfriday_busy', legend: '{{service}} busy' },
      { expr: 'blackfriday_queued', legend: '{{service}} waiting' },
    ],
  },
];

/** A dashboard that Grafana imports as it is; it asks for the Prometheus to read from. */
export function dashboard(): object {
  return {
    title: 'blackfriday',
    uid: 'blackfriday',
    schemaVersion: 39,
    refresh: '5s',
    time: { from: 'now-15m', to: 'now' },
    templating: { list: [{ name: 'datasource', type: 'datasource', query: 'prometheus' }] },
    panels: GRAPHS.map(({ title, lines }, place) => ({
      id: place + 1,
      type: 'timeseries',
      title,
      datasource: { type: 'prometheus', uid: '$datasource' },
      gridPos: {
        x: (place % 2) * WIDTH,
        y: Math.floor(place / 2) * HEIGHT,
        w: WIDTH,
        h: HEIGHT,
      },
      targets: lines.map(({ expr, legend }, line) => ({
        refId: String.fromCharCode('A'.charCodeAt(0) + line),
        expr,
        legendFormat: legend,
      })),
    })),
  };
}
