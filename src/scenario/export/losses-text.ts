import { outgoing } from '../../kernel/outgoing.ts';
import { labelled, wrapped } from '../layout.ts';
import type { Exported } from './export-pipeline.ts';

/** What the library could not be told, for people; lines of at most `width` characters. */
export function lossesText({ library, losses, differs }: Exported, width: number): string {
  const name = `${library.title} ${library.version}`;
  const heading =
    losses.length === 0
      ? `${name}: every setting could be said.`
      : `${name}: not all could be said.`;
  const lost = losses.map(({ setting, here, there }) =>
    there === undefined
      ? `${setting}: ${library.title} has nothing of the kind`
      : `${setting}: ${here} here, ${there} there`,
  );
  const block = (label: string, texts: readonly string[]): string[] =>
    texts.flatMap((text, index) =>
      labelled(index === 0 ? label : '', outgoing(text, 'screen'), width),
    );
  const lines = [
    ...wrapped(heading, width),
    ...block('  not said', lost),
    ...block(
      '  differs',
      differs.map(({ says }) => says),
    ),
  ];
  return `${lines.join('\n')}\n`;
}
