import { emitKeypressEvents, type Key } from 'node:readline';
import { whenLeaving } from './leaving.ts';

/** The keys of a terminal one by one, unechoed, Ctrl-C among them. */
export interface Keyboard {
  /** What was pressed since it was last asked, by name: `space`, `right`, `pagedown`, `n`, `+`, `ctrl-c`. */
  take(): string[];
  /** The next key; at once, if one was pressed already. */
  next(): Promise<string>;
  /** Gives the terminal its usual manners back. May be called twice. */
  close(): void;
}

export function openKeyboard(stdin: NodeJS.ReadStream): Keyboard {
  const pressed: string[] = [];
  let wake = (): void => {};
  const onKey = (text: string | undefined, key: Key): void => {
    pressed.push(nameOf(text, key));
    wake();
  };
  // A terminal that goes away presses no keys any more, and takes no orders.
  const onEnd = (): void => {
    pressed.push('ctrl-c');
    wake();
  };
  emitKeypressEvents(stdin);
  stdin.on('keypress', onKey);
  stdin.on('end', onEnd);
  stdin.on('error', onEnd);
  stdin.setRawMode(true);
  stdin.resume();
  const restore = (): void => {
    try {
      if (stdin.isTTY) stdin.setRawMode(false);
    } catch {}
  };
  const stay = whenLeaving(restore);
  return {
    take: () => pressed.splice(0),
    async next() {
      while (pressed.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return pressed.shift()!;
    },
    close() {
      stdin.off('keypress', onKey);
      stdin.off('end', onEnd);
      stay();
      restore();
      stdin.pause();
    },
  };
}

function nameOf(text: string | undefined, { name, ctrl, meta }: Key): string {
  if (ctrl === true) return `ctrl-${name}`;
  if (meta === true) return `alt-${name}`;
  const plain = name === undefined || (text !== undefined && text.length === 1 && text > ' ');
  return plain ? (text ?? '') : name;
}
