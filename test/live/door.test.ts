import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bodyOf } from '../../src/live/service/body.ts';
import { Door } from '../../src/live/service/door.ts';

const door = new Door(
  {
    'POST /orders': async (request) => ({ status: 200, body: await bodyOf(request) }),
    'GET /healthz': async () => ({ status: 200, body: 'well' }),
  },
  '127.0.0.1',
);
let port = 0;

beforeAll(async () => {
  port = (await door.open({ host: '127.0.0.1', port: 0 })).port;
});
afterAll(() => door.close());

/** What comes back for these bytes: the first line of the head, and the last of all. */
function answerTo(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    const settle = (): void => {
      const lines = heard.trim().split('\r\n');
      resolve(`${lines[0]} ${lines.length > 1 ? lines.at(-1) : ''}`.trim());
    };
    socket.on('data', (bytes) => {
      heard += bytes.toString();
      if (/\r\n\r\n.+\n$/s.test(heard) || heard.includes('431 ')) socket.end();
    });
    socket.on('close', settle);
    socket.on('error', () => (heard === '' ? reject(new Error('reset')) : settle()));
    socket.write(text);
  });
}

const request = (line: string, headers: string, body = ''): string =>
  `${line} HTTP/1.1\r\nHost: localhost\r\n${headers}Connection: close\r\n\r\n${body}`;

it.each([
  [
    'an order',
    request('POST /orders', 'Content-Length: 11\r\n', '{"order":7}'),
    'HTTP/1.1 200 OK {"order":7}',
  ],
  ['no body', request('POST /orders', 'Content-Length: 0\r\n'), 'HTTP/1.1 200 OK {}'],
  [
    'malformed JSON',
    request('POST /orders', 'Content-Length: 5\r\n', '{"a":'),
    'HTTP/1.1 400 Bad Request {"error":"malformed JSON: Unexpected end of JSON input"}',
  ],
  [
    'a list',
    request('POST /orders', 'Content-Length: 2\r\n', '[]'),
    'HTTP/1.1 400 Bad Request {"error":"the body is no JSON object"}',
  ],
  [
    'a body of 10 MB',
    request('POST /orders', 'Content-Length: 10000000\r\n', 'x'.repeat(10_000_000)),
    'HTTP/1.1 413 Payload Too Large {"error":"a body of more than 16384 bytes"}',
  ],
  [
    'a bomb of headers',
    request('POST /orders', `X-Bomb: ${'x'.repeat(40_000)}\r\n`),
    'HTTP/1.1 431 Request Header Fields Too Large Connection: close',
  ],
  [
    'a foreign host',
    'GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    'HTTP/1.1 421 Misdirected Request {"error":"this is not \\"evil.example\\""}',
  ],
  [
    'an address, which cannot be made to point elsewhere',
    'GET /healthz HTTP/1.1\r\nHost: 192.0.2.9:80\r\nConnection: close\r\n\r\n',
    'HTTP/1.1 200 OK well',
  ],
  [
    'no host at all',
    'GET /healthz HTTP/1.0\r\n\r\n',
    'HTTP/1.1 421 Misdirected Request {"error":"this is not a host without a name"}',
  ],
  ['what is no HTTP', '\x16\x03\x01 hello\r\n\r\n', 'HTTP/1.1 400 Bad Request Connection: close'],
  [
    'another path',
    request('GET /admin', ''),
    'HTTP/1.1 404 Not Found {"error":"nothing is at /admin; there are POST /orders, GET /healthz"}',
  ],
  [
    'another method',
    request('GET /orders', ''),
    'HTTP/1.1 405 Method Not Allowed {"error":"/orders takes POST /orders"}',
  ],
])('%s', async (_, text, answer) => {
  expect(await answerTo(text)).toBe(answer);
});

it('a caller whose 10 MB are refused hears why, time after time', async () => {
  const body = 'x'.repeat(10_000_000);
  for (const path of ['orders', 'nowhere', 'orders', 'nowhere']) {
    const answer = await fetch(`http://127.0.0.1:${port}/${path}`, { method: 'POST', body });
    expect(answer.status).toBe(path === 'orders' ? 413 : 404);
    await answer.text();
  }
});

it.each([
  ['its head', 'POST /orders HTTP/1.1\r\nHost: local'],
  ['its body', 'POST /orders HTTP/1.1\r\nHost: localhost\r\nContent-Length: 11\r\n\r\n{"or'],
])(
  'a hundred that trickle with %s are sent away, and others are served meanwhile',
  async (_, text) => {
    const impatient = new Door(
      { 'POST /orders': async (request) => ({ status: 200, body: await bodyOf(request) }) },
      '127.0.0.1',
      { headersMs: 200, requestMs: 300 },
    );
    const { port: at } = await impatient.open({ host: '127.0.0.1', port: 0 });
    const tricklers = Array.from({ length: 100 }, async () => {
      const socket = connect(at, '127.0.0.1');
      socket.write(text);
      let heard = '';
      socket.on('data', (bytes) => {
        heard += bytes.toString();
      });
      await once(socket, 'close');
      return heard.split('\r\n')[0];
    });
    const order = { method: 'POST', body: '{"order":7}' };
    const answer = await fetch(`http://127.0.0.1:${at}/orders`, order);
    expect(await answer.json()).toEqual({ order: 7 });
    const heard = new Set(await Promise.all(tricklers));
    expect(heard).toEqual(new Set(['HTTP/1.1 408 Request Timeout']));
    await impatient.close();
  },
);
