import { DIFFERENCES, DOOR_DIFFERENCES } from '../../scenario/import/differences.ts';
import { LIBRARIES } from '../../scenario/import/library/index.ts';
import { code, heading, type Page, prose, table } from './page.ts';

export const importing: Page = {
  name: 'import',
  summary: 'from your library: settings that you run already, read, judged and written back',
  blocks: () => [
    prose(`The breaker that you worry about stands in a file already. It is read as data, never run, and nothing in it is
      dropped in silence: the account tells what was read, filled in by the library's defaults, converted, and not
      carried, and where the library behaves otherwise than a scenario can say.`),
    code(`
      blackfriday import application.yml#payment -o mine.yaml
      blackfriday compare retry-storm --pipeline application.yml#payment
      blackfriday explain application.yml#payment --rate 12/s --instances 6
      blackfriday compare mine.yaml --set orderService.pipeline.breaker.open.initial=5s
      blackfriday export mine.yaml --set orderService.pipeline.breaker.open.initial=5s --to resilience4j`),
    heading('Libraries'),
    table(
      ['library', 'what is read', 'written'],
      LIBRARIES.map(({ name, reads, writes }) => [name, reads, writes?.file ?? '']),
    ),
    heading('Known differences'),
    table(
      ['about', 'there and here'],
      Object.entries(DIFFERENCES).map(([name, { says }]) => [name, says]),
    ),
    prose('Who swaps a library for its door here (help doors) meets these, too:'),
    table(
      ['about', 'door', 'there and here'],
      Object.entries(DOOR_DIFFERENCES).map(([name, { doors, says }]) => [
        name,
        doors.join(', '),
        says,
      ]),
    ),
  ],
};
