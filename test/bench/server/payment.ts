import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A PaymentService that answers at once, in a process of its own. */
const ANSWER = '{"outcome":"successful"}\n';

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': ANSWER.length,
    });
    response.end(ANSWER);
  });
});
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => {
  process.send!({ port: (server.address() as AddressInfo).port });
});
process.on('disconnect', () => process.exit());
