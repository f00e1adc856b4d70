import { html } from './dom.ts';
import { save } from './save.ts';

/** What the page holds. */
interface Embedded {
  /** As it came. */
  readonly embedded: string;
  /** Such as `result`. */
  readonly what: string;
  /** Of the file that it is saved in. */
  readonly name: string;
  readonly version: string | undefined;
}

/** Who made the page, and the way to have what it shows. */
export function footer({ embedded, what, name, version }: Embedded): HTMLElement {
  const made = `Made by blackfriday ${version ?? ''}`.trim();
  const button = html(
    'button',
    { type: 'button', class: 'action save' },
    `Save the ${what} as JSON`,
  );
  button.addEventListener('click', () => save(`${name}.json`, [embedded], 'application/json'));
  return html(
    'footer',
    {},
    html('p', {}, `${made}; the same scenario, seed and version make the same page.`),
    button,
  );
}

/** Paper has nothing to click on. */
export function unfoldForPrint(): void {
  let closed: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details')].filter(({ open }) => !open);
    for (const fold of closed) fold.open = true;
  });
  addEventListener('afterprint', () => {
    for (const fold of closed) fold.open = false;
  });
}
