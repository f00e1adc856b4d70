import { EXIT } from '../exit-code.ts';
import { heedInterruption } from '../interruption.ts';
import { tell } from '../tell.ts';
import { openBrowser } from './open-browser.ts';
import { answering, LOOPBACK, listen, pageAt } from './server.ts';

/** Serves the page to this machine until it is interrupted, and answers the exit code. */
export async function serveLab(
  page: string,
  { port, open }: { readonly port: number; readonly open: boolean },
): Promise<number> {
  let own = port;
  const server = await listen(
    { host: '127.0.0.1', port },
    answering(LOOPBACK, () => own, pageAt(page)),
  );
  own = server.port;
  // Before anybody knows that it is there.
  const interruption = heedInterruption(['SIGINT', 'SIGTERM']);
  const url = `http://127.0.0.1:${own}/`;
  process.stdout.write(`${url}\n`);
  tell('The lab is there until Ctrl-C.');
  if (open) openBrowser(url);
  try {
    await interruption.whenRequested;
  } finally {
    interruption.release();
    await server.close();
  }
  return EXIT.good;
}
