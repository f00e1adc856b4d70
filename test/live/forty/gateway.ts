import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the gateway answers a member: well, ill, or not until it is let go. */
export type Answer = 'well' | 'ill' | 'held';

const STATUS = { well: 200, ill: 500 } as const;

/** A PaymentService on HTTP that does as the test wants it to. */
export class Gateway {
  /** What a call of this member gets. */
  answer: (member: number) => Answer | Promise<Answer> = () => 'well';
  /** Calls so far, by member. */
  readonly calls = new Map<number, number>();
  /** Those that wait for their answer, in order of their coming. */
  readonly held: { readonly member: number; readonly response: ServerResponse }[] = [];
  /** The most that waited at once. */
  mostHeld = 0;
  private readonly server = createServer((request, response) => {
    void this.take(Number(request.headers['x-member']), response);
  });

  async open(): Promise<number> {
    this.server.keepAliveTimeout = 0;
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const gone = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await gone;
  }

  /** Answers the call that has waited for longest. */
  letGo(how: 'well' | 'ill'): void {
    this.held.shift()!.response.writeHead(STATUS[how]).end();
  }

  private async take(member: number, response: ServerResponse): Promise<void> {
    this.calls.set(member, (this.calls.get(member) ?? 0) + 1);
    const answer = await this.answer(member);
    if (answer !== 'held') {
      response.writeHead(STATUS[answer]).end();
      return;
    }
    this.held.push({ member, response });
    this.mostHeld = Math.max(this.mostHeld, this.held.length);
  }
}
