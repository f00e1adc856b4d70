import { wrapped } from './layout.ts';

/** Paragraphs, and what hangs below them. */
export interface Branch {
  readonly lines: readonly string[];
  readonly branches: readonly Branch[];
}

const SIGNS = {
  unicode: { fork: '├─ ', last: '└─ ', trunk: '│  ' },
  ascii: { fork: '+- ', last: '`- ', trunk: '|  ' },
} as const;

const NOTHING = '   ';

/** The tree in lines no wider than `width`: the first line of each branch stands out, its others hang below. */
export function treeLines(
  { lines, branches }: Branch,
  { width, ascii }: { readonly width: number; readonly ascii: boolean },
): string[] {
  const signs = ascii ? SIGNS.ascii : SIGNS.unicode;
  const draw = (branch: Branch, head: string, rest: string): string[] => {
    const trunk = rest + (branch.branches.length > 0 ? signs.trunk : NOTHING);
    return [
      ...branch.lines.flatMap((line, index) =>
        index === 0
          ? hanging(line, head, `${trunk}  `, width)
          : hanging(line, trunk, `${trunk}  `, width),
      ),
      ...branch.branches.flatMap((one, index) => {
        const isLast = index === branch.branches.length - 1;
        return draw(
          one,
          rest + (isLast ? signs.last : signs.fork),
          rest + (isLast ? NOTHING : signs.trunk),
        );
      }),
    ];
  };
  return draw({ lines, branches }, '', '');
}

/** A list item keeps its indent. */
function hanging(text: string, first: string, others: string, width: number): string[] {
  const indent = /^ */.exec(text)![0];
  return wrapped(text, width - others.length - indent.length).map(
    (line, index) => `${index === 0 ? first : others}${indent}${line}`,
  );
}
