import { html } from '../../report/html/page/dom.ts';
import type { LabData } from '../lab-data.ts';
import type { Carried } from '../link.ts';
import { partOf, readPart } from './address.ts';
import type { Bench } from './bench.ts';

/** What a link carries besides the scenario, and who is told when one is opened. */
export interface Looked {
  read(): Pick<Carried, 'tick' | 'seeds'>;
  take(carried: Carried): void;
}

/** Keeps the address of the page in step with what it shows, so that it can be passed on at any moment. */
export class AddressBar {
  private readonly bench: Bench;
  private readonly data: LabData;
  private readonly looked: Looked;
  /** The part that was written last: not one that somebody else put there. */
  private own = '';

  constructor(bench: Bench, data: LabData, looked: Looked) {
    this.bench = bench;
    this.data = data;
    this.looked = looked;
    addEventListener('hashchange', () => {
      if (location.hash !== this.own) void this.open();
    });
  }

  /** Opens what the address carries, and says whether it carries anything. */
  async open(): Promise<boolean> {
    const carried = await readPart(location.hash);
    if (carried === undefined) return false;
    const { material, reference } = carried;
    const shipped = this.data.shipped.find(({ name }) => name === reference);
    const { opened } = this.data;
    const origin =
      shipped !== undefined
        ? { ...material, text: shipped.text }
        : reference !== null && reference === opened.reference
          ? opened.material
          : undefined;
    // Another's file is known by no name here.
    this.bench.open(material, origin === undefined ? null : reference, origin ?? material);
    this.looked.take(carried);
    return true;
  }

  async write(): Promise<void> {
    const { material, reference } = this.bench;
    const looked = this.looked.read();
    const { opened } = this.data;
    const isAsOpened =
      material.text === opened.material.text && looked.tick === null && looked.seeds === null;
    const part = isAsOpened ? '' : await partOf({ material, reference, ...looked });
    if (location.hash === part) return;
    this.own = part;
    history.replaceState(null, '', part === '' ? location.pathname + location.search : part);
  }
}

/** Puts the address where it can be pasted from. */
export function copyLink(bar: AddressBar): HTMLElement {
  const button = html('button', { type: 'button', class: 'action' }, 'Copy link');
  button.addEventListener('click', () => void copy());
  async function copy(): Promise<void> {
    await bar.write();
    const isDone = await toClipboard(location.href);
    button.textContent = isDone ? 'Copied' : 'It is in the address bar';
    button.addEventListener('blur', () => {
      button.textContent = 'Copy link';
    });
  }
  return button;
}

export async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not every browser lets every page.
    return false;
  }
}
