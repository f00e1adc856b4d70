import { outgoing } from '../../kernel/outgoing.ts';
import { labelled, wrapped } from '../layout.ts';
import type { Account, PolicyAccount, Said } from './account.ts';

/** What became of the settings, for people; lines of at most `width` characters. */
export function accountText(account: Account, width: number): string {
  const { library, version, file, name, others } = account;
  const heading = `${library} ${version}: ${name} in ${file}`;
  const rest = others.length === 0 ? [] : [`Also in the file, not read: ${others.join(', ')}.`];
  const sections = [
    [heading, ...rest].flatMap((line) => wrapped(outgoing(line, 'screen'), width)),
    ...account.policies.map((policy) => policyLines(policy, `${library} ${version}`, width)),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function policyLines(account: PolicyAccount, library: string, width: number): string[] {
  const { policy, from, read, defaults, converted, notCarried, differs } = account;
  const parts: readonly (readonly [label: string, lines: readonly string[]])[] = [
    ['  read', joined(read)],
    [
      '  filled in',
      defaults.length === 0 ? [] : [`${joined(defaults)[0]} (defaults of ${library})`],
    ],
    ['  converted', converted],
    ['  not carried', notCarried.map(({ setting, value, note }) => `${setting} ${value}: ${note}`)],
    ['  differs', differs.map(({ says }) => says)],
  ];
  const lines = parts.flatMap(([label, texts]) =>
    texts.flatMap((text, index) =>
      labelled(index === 0 ? label : '', outgoing(text, 'screen'), width),
    ),
  );
  return [`${policy}  ${outgoing(from, 'screen')}`, ...lines];
}

function joined(all: readonly Said[]): string[] {
  if (all.length === 0) return [];
  return [
    all
      .map(({ setting, value, note }) =>
        note === undefined ? `${setting} ${value}` : `${setting} ${value} (${note})`,
      )
      .join(', '),
  ];
}
