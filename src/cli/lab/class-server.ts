import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { MOST_STUDENTS, Poll, readQuestion } from '../../lab/class/poll.ts';
import { doorPage, studentPage } from '../../lab/class/student-page.ts';
import { type Reply, text } from './server.ts';

/** A vote, or a question with all its choices, is shorter. */
const MOST_BODY = 32_000;
/** Pages that students load: some load twice. */
const MOST_SEATS = 4 * MOST_STUDENTS;

const HTML = 'text/html' as const;

/** Without signs that look like others. */
const LETTERS = 'abcdefghkmnprstuvwxyz23456789';

/** Somebody to whom news are sent, and what they were told last. */
interface Listener {
  readonly news: () => string;
  told: string;
}

/**
 * A class: students join by a short code, each gets a seat known by a word of luck, and votes from it. Whoever knows
 * the teacher's word asks and tells. All of it is gone when the server ends.
 */
export class ClassRoom {
  readonly code = Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  /** Leads to the teacher's page: nobody else knows it. */
  readonly key = randomBytes(12).toString('hex');
  private readonly poll = new Poll();
  private readonly seats = new Set<string>();
  private readonly listeners = new Map<ServerResponse, Listener>();
  private readonly phonePage: string;
  /** The lab, on the projector; it tells the address of this very room. */
  teacherPage = '';

  constructor(studentScript: string) {
    const hash = createHash('sha256').update(studentScript).digest('base64');
    this.phonePage = studentPage(studentScript, `sha256-${hash}`);
  }

  /** Answers a request; null where it goes on: news are sent as they come. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<Reply | null> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://class');
    const [, room = '', word = '', action = ''] = pathname.split('/');
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    if (isReading && pathname === '/') return { status: 200, type: HTML, body: doorPage(false) };
    if (isReading && pathname === '/join') return this.enter(searchParams.get('code') ?? '');
    if (room === 'seat' && this.seats.has(word)) {
      if (isReading && action === '') return { status: 200, type: HTML, body: this.phonePage };
      if (isReading && action === 'news') return this.attend(word, response);
      if (request.method === 'POST' && action === 'vote')
        return this.vote(word, await bodyOf(request));
    }
    if (room === 'teach' && word === this.key) {
      if (isReading && action === '') return { status: 200, type: HTML, body: this.teacherPage };
      if (isReading && action === 'news') return this.send(response, () => this.classNews());
      if (request.method === 'POST') return this.teach(action, await bodyOf(request));
    }
    return isReading
      ? text(404, 'there is no such page')
      : text(405, 'there is nothing to send here');
  }

  private enter(code: string): Reply {
    if (code.trim().toLowerCase() !== this.code)
      return { status: 403, type: HTML, body: doorPage(true) };
    if (this.seats.size >= MOST_SEATS) return text(503, 'this class is full');
    const seat = randomBytes(12).toString('hex');
    this.seats.add(seat);
    return { ...text(303, 'come in'), headers: { location: `/seat/${seat}` } };
  }

  /** A student who listens is in the class. */
  private attend(seat: string, response: ServerResponse): Reply | null {
    if (!this.poll.join(seat)) return text(503, `this class is full: ${MOST_STUDENTS} are in it`);
    return this.send(response, () => JSON.stringify(this.poll.stage));
  }

  private send(response: ServerResponse, news: () => string): null {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    this.listeners.set(response, { news, told: '' });
    response.on('close', () => this.listeners.delete(response));
    this.tellAll();
    return null;
  }

  private classNews(): string {
    const { joined, voted, spread } = this.poll;
    return JSON.stringify({ joined, voted, spread });
  }

  private vote(seat: string, body: unknown): Reply {
    const { number, choice } = Object(body) as {
      readonly number?: unknown;
      readonly choice?: unknown;
    };
    const counts = this.poll.vote(seat, Number(number), Number(choice));
    this.tellAll();
    return counts ? text(200, 'counted') : text(409, 'this question is not open');
  }

  private teach(action: string, body: unknown): Reply {
    const question = readQuestion(body);
    if (action === 'ask' && question !== undefined) this.poll.ask(question);
    else if (action === 'tell') this.poll.tell(Number((Object(body) as { right?: unknown }).right));
    else return text(400, 'neither a question nor an answer');
    this.tellAll();
    return text(200, 'done');
  }

  /** Whoever does not read what is sent is not waited for. */
  private tellAll(): void {
    for (const [response, listener] of this.listeners) {
      const news = listener.news();
      if (news === listener.told || response.writableNeedDrain) continue;
      listener.told = news;
      response.write(`data: ${news}\n\n`);
    }
  }
}

/** What was sent, as JSON; undefined where it is too long or none. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let length = 0;
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > MOST_BODY) return undefined;
    pieces.push(piece);
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
