import { html } from '../../report/html/page/dom.ts';

/** Of what the picture is, in a line. */
export type Standing =
  | { readonly kind: 'running'; readonly isFirst: boolean }
  | { readonly kind: 'coarse'; readonly thinning: number }
  | { readonly kind: 'whole' }
  | { readonly kind: 'mistaken'; readonly mistakes: number }
  | { readonly kind: 'failed'; readonly message: string };

export interface StatusLine {
  readonly element: HTMLElement;
  show(standing: Standing): void;
  /** How much of the whole run is done; null where none is under way. */
  progress(share: number | null): void;
}

export function statusLine(): StatusLine {
  const text = html('span', { role: 'status' });
  const bar = html('progress', { max: 1, 'aria-label': 'The whole run' });
  const element = html('p', { class: 'status' }, text, bar);
  return {
    element,
    show(standing) {
      element.dataset.standing = standing.kind;
      const next = words(standing);
      // Said once, not at every move of a hand.
      if (text.textContent !== next) text.textContent = next;
    },
    progress(share) {
      bar.hidden = share === null;
      if (share !== null) bar.value = share;
    },
  };
}

function words(standing: Standing): string {
  switch (standing.kind) {
    case 'running':
      return standing.isFirst ? 'Running.' : 'Running. Below is the run before.';
    case 'coarse':
      return `Coarse: one order in ${standing.thinning}, with capacities, queues and windows in proportion. The whole run is under way.`;
    case 'whole':
      return 'The whole run: the numbers of the command line.';
    case 'mistaken':
      return standing.mistakes === 1
        ? 'The file has a mistake. Below is the last run of a sound file.'
        : `The file has ${standing.mistakes} mistakes. Below is the last run of a sound file.`;
    case 'failed':
      return `This run failed: ${standing.message}`;
  }
}
