/** Where a text goes. */
export type Door = keyof typeof DOORS;

/**
 * A text of others (a scenario's words, an arm's or a file's name) as it may leave by a door: it reads as
 * it is written, and steers nothing. All of it stands on one line. Blind to letters that look like others.
 */
export function outgoing(text: string, door: Door): string {
  return DOORS[door](text);
}

/** The text on one line, as prose: runs of white space are one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const DOORS = {
  /** A terminal, or the page, whose nodes take every sign as text. */
  screen: visible,
  /** A terminal that knows no other characters. */
  ascii: (text: string) => inAscii(visible(text)),
  /** Prose of GitHub's Markdown. */
  markdown: (text: string) => visible(text).replace(MARKUP, String.raw`\$&`),
  /** The same as code, where a backslash would be seen: fenced by more backticks than it holds. */
  'markdown code': (text: string) => fenced(visible(text)),
  /** A cell (RFC 4180). A spreadsheet takes what begins like a formula for one: such a text is marked as text. */
  csv: (text: string) => csvCell(visible(text).replace(FORMULA, "'$&")),
  /** Text or the value of an attribute. */
  xml: (text: string) => visible(text).replace(/[&<>"]/g, (sign) => ENTITIES[sign]!),
  /** JSON that is written already, line ends included: what it means stays the same. */
  json: (text: string) => text.replace(UNSEEN_IN_LINES, escapes),
  /** JSON inside a script element. */
  html: (text: string) =>
    text.replace(UNSEEN_IN_LINES, escapes).replaceAll('<', String.raw`\u003c`),
} as const;

/**
 * Characters that steer a terminal, turn the writing round, cannot be seen, or have no place in XML. The two
 * joiners stay: scripts and pictures are written with them.
 */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\uFFFE\uFFFF]|(?![\u200C\u200D])\p{Cf}/gu;
const UNSEEN_IN_LINES = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\uFFFE\uFFFF]|(?![\u200C\u200D])\p{Cf}/gu;

const MARKUP = /[\\`*_<>|[\]#&~$]|^[-+=](?=[-+=\s]|$)|(?<=^\d+)[.)](?=\s|$)/g;
/** The wide signs count too, where East Asian characters are typed. */
const FORMULA = /^[=+\-@＝＋－＠]/;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function visible(text: string): string {
  return text.replaceAll('\t', '  ').replace(UNSEEN, '\uFFFD');
}

function fenced(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(1 + Math.max(0, ...runs.map(({ length }) => length)));
  return runs.length === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}

/** By code units, as JSON escapes. */
function escapes(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

function csvCell(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const SPELT_OUT: Readonly<Record<string, string>> = {
  '→': '->',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  '·': '-',
  '×': 'x',
  '±': '+-',
  '≥': '>=',
  '≤': '<=',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
};

function inAscii(text: string): string {
  return [...text.normalize('NFKD').replace(/\p{M}/gu, '')]
    .map((character) => (character <= '~' ? character : (SPELT_OUT[character] ?? '?')))
    .join('');
}
