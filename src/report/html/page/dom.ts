import type { Markup } from '../../chart/markup.ts';

type Attributes = Readonly<Record<string, string | number>>;

/** An element with its attributes and children. Texts become text nodes: never markup. */
export function html<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** What may be wider than the page: it scrolls by itself, by keyboard too. `named`: as ARIA names it. */
export function scrolling(named: Attributes, child: HTMLElement): HTMLElement {
  return html('div', { class: 'scroll', tabindex: 0, role: 'group', ...named }, child);
}

const SVG = 'http://www.w3.org/2000/svg';

/** SVG that is data, as nodes. */
export function svg({ name, attributes, children }: Markup): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  for (const child of children) {
    if (typeof child === 'string') element.append(child);
    else if ('name' in child) element.append(svg(child));
  }
  return element;
}
