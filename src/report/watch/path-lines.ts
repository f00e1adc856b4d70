import { HAPPENING, type Happening } from '../../model/books/happening.ts';
import { OUTCOME } from '../../model/outcome.ts';
import { count, duration, instant, money } from '../figures.ts';
import type { Look } from '../terminal-chart/look.ts';
import { DECIMALS, orderWords } from './life.ts';
import { type PathRequest, pathOf } from './path.ts';
import { beginning, endWords, leaveWords, noteWords } from './path-words.ts';
import type { OrderLife, WatchedGraph } from './view.ts';

interface Line {
  readonly atMs: number;
  readonly text: string;
  readonly isCall: boolean;
}

/** The path of one order through a graph: a tree of requests and calls, with instants and outcomes. */
export function pathLines(
  { arm, order, happenings }: OrderLife,
  graph: WatchedGraph,
  rows: number,
  look: Look,
): string[] {
  const root = pathOf(happenings);
  const title = look.heading(`Order ${count(order)}, ${look.words(arm)}`);
  if (root === null) return [`${title}: ${look.faint('nothing is known of it')}`];
  const teller = new Teller(graph, look);
  const told = fitting(teller.lines(root), rows - 1).map((line) => {
    if (line === null) return look.faint(look.signs.more.padStart(11));
    return `${look.faint(instant(line.atMs, DECIMALS).padStart(11))}  ${line.text}`;
  });
  return [`${title}: ${teller.ending(root)}`, ...told];
}

/** Calls are worth more than notes, late ones more than early ones; null stands for what there is no room for. */
function fitting(lines: readonly Line[], room: number): (Line | null)[] {
  if (lines.length <= room) return [...lines];
  const calls = lines.filter(({ isCall }) => isCall);
  const notes = lines.filter(({ isCall }) => !isCall);
  const dropped = new Set([...notes, ...calls.slice(1)].slice(0, lines.length - room + 1));
  const [first, ...rest] = lines.filter((line) => !dropped.has(line));
  return [...(first === undefined ? [] : [first]), null, ...rest];
}

class Teller {
  private readonly look: Look;
  /** Services of several instances. */
  private readonly fleets: ReadonlySet<string>;

  constructor({ services }: WatchedGraph, look: Look) {
    this.look = look;
    this.fleets = new Set(services.flatMap((one) => (one.instances > 1 ? [one.name] : [])));
  }

  lines(root: PathRequest): Line[] {
    const text = `${this.nameOf(root)}${this.look.faint(beginning(root))}`;
    return [{ atMs: root.fromMs, text, isCall: true }, ...this.within(root, '')];
  }

  /** How the order ended. */
  ending({ end, fromMs, entries }: PathRequest): string {
    const amounts = entries.flatMap((entry) =>
      entry.kind === 'note' && entry.happening.what === HAPPENING.arrived
        ? [`, worth ${money(entry.happening.value)}`]
        : [],
    );
    const how =
      end === null
        ? this.look.warning('under way')
        : `${this.coloured(end)(orderWords(end.value))} after ${duration(end.atMs - fromMs)}`;
    return [how, ...amounts].join('');
  }

  private within(request: PathRequest, indent: string): Line[] {
    const { lines, faint, words } = this.look;
    const lastCall = request.entries.map(({ kind }) => kind).lastIndexOf('call');
    return request.entries.flatMap((entry, place): Line[] => {
      const stem = `${indent}${place < lastCall ? `${lines.down}  ` : '   '}`;
      if (entry.kind === 'note') {
        const { atMs } = entry.happening;
        const note = noteWords(entry.happening, request);
        return note === '' ? [] : [{ atMs, text: faint(`${stem}${words(note)}`), isCall: false }];
      }
      const branch = `${indent}${place < lastCall ? lines.from : lines.corner}${lines.across} `;
      const text = `${faint(branch)}${this.callText(entry.request)}`;
      return [
        { atMs: entry.request.fromMs, text, isCall: true },
        ...this.within(entry.request, stem),
      ];
    });
  }

  private callText(request: PathRequest): string {
    const { end, fromMs } = request;
    const { look } = this;
    const how =
      end === null
        ? look.warning('under way')
        : this.coloured(end)(look.words(endWords(end, fromMs)));
    const begun = look.faint(beginning(request));
    return `${this.nameOf(request)}: ${how}${look.warning(look.words(leaveWords(request)))}${begun}`;
  }

  /** `stripe #1, call 2`: which of its instances, where there are several, and which call from the second on. */
  private nameOf({ service, instance, call }: PathRequest): string {
    const which = instance === null || !this.fleets.has(service) ? '' : ` #${count(instance)}`;
    return `${this.look.words(service)}${which}${call > 1 ? `, call ${count(call)}` : ''}`;
  }

  private coloured({ what, value }: Happening): (text: string) => string {
    if (what === HAPPENING.blocked) return this.look.warning;
    if (what === HAPPENING.gaveUp) return this.look.bad;
    return value === OUTCOME.successful ? this.look.good : this.look.bad;
  }
}
