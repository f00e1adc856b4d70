import type { SheetPart } from '../sheet/sheet.ts';
import type { Account } from './account.ts';

/** What a sheet says, as a page says it; its maps are plates there. */
export function fromSheet(
  parts: readonly SheetPart[],
): Pick<Account, 'title' | 'facts' | 'verdict' | 'tables'> {
  return {
    title: parts.flatMap((part) => (part.kind === 'title' ? [part.text] : [])).join(' '),
    facts: parts.flatMap((part) => (part.kind === 'facts' ? part.facts : [])),
    verdict: parts.flatMap((part) => (part.kind === 'prose' ? part.sentences : [])),
    tables: parts.flatMap((part) => (part.kind === 'table' ? [part] : [])),
  };
}
