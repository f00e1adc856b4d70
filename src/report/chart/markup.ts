import { outgoing } from '../../kernel/outgoing.ts';

/** A piece of SVG as data: it becomes text in a file, or nodes in a page. */
export interface Markup {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** Texts are data, and are escaped where they are written. */
  readonly children: readonly (Markup | RawMarkup | string)[];
}

/** Markup that is text already, from a source to be trusted: a drawing. */
interface RawMarkup {
  readonly raw: string;
}

export function element(
  name: string,
  attributes: Markup['attributes'],
  children: Markup['children'] = [],
): Markup {
  return { name, attributes, children };
}

/** As XML. */
export function markupText({ name, attributes, children }: Markup): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${outgoing(String(value), 'xml')}"`)
    .join('');
  if (children.length === 0) return `<${name}${written}/>`;
  const inside = children.map((child) => {
    if (typeof child === 'string') return outgoing(child, 'xml');
    return 'raw' in child ? child.raw : markupText(child);
  });
  return `<${name}${written}>${inside.join('')}</${name}>`;
}
