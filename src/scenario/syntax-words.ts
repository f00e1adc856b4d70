import type { YAMLError } from 'yaml';

interface Words {
  readonly found: string;
  readonly expected: string;
}

export const ENDLESS: Words = {
  found: 'blocks nested without end',
  expected: 'a dozen levels at most',
};

/** What the commoner codes of the YAML library mean to someone who does not know the grammar. */
const SYNTAX: Record<string, Words> = {
  RESOURCE_EXHAUSTION: ENDLESS,
  TAB_AS_INDENT: { found: 'a tab', expected: 'spaces: YAML takes no tabs for indentation' },
  MULTIPLE_DOCS: { found: 'a second document', expected: 'one scenario a file' },
  BAD_INDENT: {
    found: 'a line that is indented otherwise than its neighbours',
    expected: 'the keys of a block, and the entries of a list, one under the other',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    found: 'a second ":" on the line',
    expected: 'one key and its value; a text that holds ": " goes in quotes',
  },
  MULTILINE_IMPLICIT_KEY: {
    found: 'text that is neither a key nor a value',
    expected: 'a key followed by ":"',
  },
};

const UNCLOSED = {
  found: 'a new line while a "[" or "{" above is still open',
  expected: 'its closing "]" or "}"',
};

/** What the YAML library found, in the words of someone who writes a scenario. */
export function syntaxWords({ code, message }: YAMLError): Words {
  if (/^Flow .* must be sufficiently indented/.test(message)) return UNCLOSED;
  const own = `${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  return SYNTAX[code] ?? { found: `a mistake in the YAML: ${own}`, expected: 'valid YAML' };
}
