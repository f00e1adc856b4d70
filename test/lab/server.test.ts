import { request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { blackfriday, folder, start } from '../cli/shell.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A lab that is served, until the test ends; answers one request after another. */
async function served() {
  const child = start(['lab', 'classic', '--no-open']);
  onTestFinished(() => void child.kill());
  const url = await new Promise<string>((resolve) => {
    child.stdout!.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
  });
  const { port } = new URL(url);
  const own = `127.0.0.1:${port}`;
  const ask = (
    path: string,
    headers: Record<string, string> = {},
    method = 'GET',
    body = '',
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path, method, headers: { host: own, ...headers } };
      const asked = request(options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece: string) => {
          text += piece;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode!, body: text, headers: response.headers }),
        );
      });
      asked.on('error', reject);
      asked.end(body);
    });
  return { child, url, port, own, ask };
}

describe('the server of the lab', () => {
  it('serves the page to this machine, by any of its names', async () => {
    const { url, port, own, ask } = await served();
    expect(url).toBe(`http://${own}/`);
    for (const host of [own, `localhost:${port}`, `[::1]:${port}`]) {
      const { status, body, headers } = await ask('/', { host });
      expect([host, status]).toEqual([host, 200]);
      expect(body).toContain('<title>blackfriday lab</title>');
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
    }
  });

  it('refuses strangers', async () => {
    const { port, own, ask } = await served();
    const statuses = async (list: readonly Record<string, string>[]) =>
      Promise.all(list.map(async (headers) => (await ask('/', headers)).status));
    expect(
      await statuses([
        { host: 'evil.example' },
        { host: `evil.example:${port}` },
        { host: '127.0.0.1:1' },
        { host: `${own}.evil.example` },
      ]),
    ).toEqual([421, 421, 421, 421]);
    expect(
      await statuses([
        { origin: 'http://evil.example' },
        { origin: 'null' },
        { origin: `https://${own}` },
        { origin: `http://${own}` },
      ]),
    ).toEqual([403, 403, 403, 200]);
  });

  it('serves nothing of the disk, and takes nothing', async () => {
    const { ask } = await served();
    for (const path of [
      '/../../etc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/package.json',
      '//etc/passwd',
      '/?',
      '/./',
    ]) {
      expect([path, (await ask(path)).status]).toEqual([path, 404]);
    }
    expect((await ask(`/${'a'.repeat(5_000)}`)).status).toBe(414);
    const { status, headers } = await ask('/', {}, 'POST', 'a'.repeat(10_000));
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
    const head = await ask('/', {}, 'HEAD');
    expect([head.status, head.body]).toEqual([200, '']);
  });

  it('ends with Ctrl-C, and well', async () => {
    const { child } = await served();
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });
});

describe('lab -o', () => {
  it('writes the page, and replaces no file unless it is told to', async () => {
    const cwd = folder();
    const first = await blackfriday(['lab', '-o', 'lab.html'], { cwd });
    expect([first.code, first.stdout, first.stderr]).toEqual([0, '', 'Wrote lab.html.\n']);
    const second = await blackfriday(['lab', '-o', 'lab.html'], { cwd });
    expect(second.code).toBe(2);
    expect(second.stderr).toContain('--force replaces it');
  });

  it.each([
    [['lab', 'no-such'], 'neither a file nor a shipped scenario'],
    [['lab', '--port', '70000'], '--port'],
  ])('%j: %s', async (args, told) => {
    const { code, stderr } = await blackfriday(args);
    expect(code).toBe(2);
    expect(stderr).toContain(told);
  });
});
