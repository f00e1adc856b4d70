import { connect } from 'node:net';

/** A connection's next order follows on the answer to its last. Bytes as they are, so that it costs little. */

const BODY = '{"order":7,"amountCents":1000}';
const REQUEST = Buffer.from(
  `POST /orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`,
);
const GOOD = 'HTTP/1.1 200';

export interface Flood {
  /** Orders that were answered well so far. */
  readonly paid: number;
  end(): void;
}

/** Throws, out of its socket, where an order is not answered with 200. */
export function flood(port: number, connections: number): Flood {
  const counts = { paid: 0 };
  const sockets = Array.from({ length: connections }, () => {
    const socket = connect(port, '127.0.0.1', () => socket.write(REQUEST));
    socket.setNoDelay(true);
    socket.on('data', (bytes) => {
      // The head and the few bytes of a body come in one piece.
      if (bytes.toString('latin1', 0, GOOD.length) !== GOOD) {
        throw new Error(`an order was answered: ${bytes.toString('latin1')}`);
      }
      counts.paid++;
      socket.write(REQUEST);
    });
    return socket;
  });
  return {
    get paid() {
      return counts.paid;
    },
    end() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
