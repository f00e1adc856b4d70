import { networkInterfaces } from 'node:os';
import { EXIT } from '../exit-code.ts';
import { heedInterruption } from '../interruption.ts';
import { tell } from '../tell.ts';
import { UsageError } from '../usage-error.ts';
import { ClassRoom } from './class-server.ts';
import { openBrowser } from './open-browser.ts';
import { answering, LOOPBACK, listen } from './server.ts';

export interface Place {
  readonly host: string;
  readonly port: number;
}

/** `192.168.1.7:8080`, an address of this machine. Throws UsageError. */
export function parsePlace(text: string): Place {
  const match = /^([\w.-]+|\[[\da-f:]+\]):(\d{1,5})$/i.exec(text);
  const port = Number(match?.[2]);
  if (match === null || port > 65_535) {
    const own = ownAddresses()[0] ?? '127.0.0.1';
    throw new UsageError(
      `--class: found ${JSON.stringify(text)}, expected an address of this machine and a port, such as ${own}:8080`,
    );
  }
  return { host: match[1]!, port };
}

/** Holds a class until it is interrupted, and answers the exit code. `pageAt`: the lab that knows where to join. */
export async function holdClass(
  { host, port }: Place,
  studentScript: string,
  open: boolean,
  pageAt: (address: { readonly url: string; readonly code: string }) => string,
): Promise<number> {
  const room = new ClassRoom(studentScript);
  const everywhere = ['0.0.0.0', '[::]'].includes(host);
  const names = everywhere ? [...LOOPBACK, ...ownAddresses()] : [host];
  let own = port;
  const server = await listen(
    { host: host.replace(/^\[|\]$/g, ''), port },
    answering(
      names,
      () => own,
      (request, response) => room.answer(request, response),
    ),
  );
  own = server.port;
  const interruption = heedInterruption(['SIGINT', 'SIGTERM']);
  const url = `http://${everywhere ? (ownAddresses()[0] ?? LOOPBACK[0]) : host}:${own}`;
  room.teacherPage = pageAt({ url, code: room.code });
  process.stdout.write(`${url}/teach/${room.key}\n`);
  tell(
    `That is the teacher's page, and nobody else's. Students join at ${url} with the code ${room.code}.`,
  );
  if (open) openBrowser(`${url}/teach/${room.key}`);
  try {
    await interruption.whenRequested;
  } finally {
    interruption.release();
    await server.close();
  }
  return EXIT.good;
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}
