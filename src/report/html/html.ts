import { outgoing } from '../../kernel/outgoing.ts';
import { documentHead } from './document-head.ts';

/** What the page runs on, built by `npm run build` from `page/`. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/** The element that holds what is shown, as JSON. */
export const RESULT_ID = 'result';

/** Not even by mistake does the page ask a network for anything. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";

/**
 * A page that shows a result or a study, whole in itself. Every word of the scenario is inside the embedded JSON:
 * none is markup, whatever it says. In pieces, because a long run's text may be longer than a string can be.
 */
export function* htmlPage(
  json: Iterable<string>,
  { script, style }: PageAssets,
): Generator<string> {
  yield `${documentHead(POLICY, 'blackfriday', style)}<noscript>This page draws itself with a script, which is inside it. Please allow scripts.</noscript>
<script type="application/json" id="${RESULT_ID}">`;
  for (const text of json) yield outgoing(text, 'html');
  yield `</script>
<script>
${script}</script>
</body>
</html>
`;
}
