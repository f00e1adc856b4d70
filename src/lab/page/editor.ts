import { autocompletion, type CompletionContext, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { diagnosticCount, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Annotation, EditorState } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { jsonSchema } from '../../scenario/json-schema.ts';
import { suggestionsAt } from '../completion.ts';
import { diagnosticsOf } from '../diagnostics.ts';
import { afterPaint } from './after-paint.ts';
import type { Bench } from './bench.ts';
import { EDITOR_THEME, HIGHLIGHTS } from './editor-look.ts';

/** Marks what the page itself wrote, so that it does not answer itself. */
const ours = Annotation.define<boolean>();

/** The whole file, with completion from the schema of scenarios, and its mistakes in the words of `check`. */
export function editor(bench: Bench, parent: HTMLElement): EditorView {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: bench.material.text,
      extensions: [
        lineNumbers(),
        history(),
        bracketMatching(),
        highlightActiveLine(),
        yaml(),
        syntaxHighlighting(HIGHLIGHTS),
        EDITOR_THEME,
        lintGutter(),
        autocompletion({ override: [completions], icons: false }),
        // Tab is left to those who move through the page by keyboard.
        keymap.of([...completionKeymap, ...lintKeymap, ...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': 'Scenario file', tabindex: '0' }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged || update.transactions.some((one) => one.annotation(ours))) return;
          bench.write(update.state.doc.toString());
        }),
      ],
    }),
  });
  const show = () => {
    const { text } = bench.material;
    const shown = view.state.doc.toString();
    if (shown !== text) {
      view.dispatch({ changes: difference(shown, text), annotations: ours.of(true) });
    }
    if (bench.problems.length > 0 || diagnosticCount(view.state) > 0) {
      view.dispatch(setDiagnostics(view.state, diagnosticsOf(bench.problems, text)));
    }
  };
  // The slowest to follow a hand, it may come last.
  bench.watch(afterPaint(show));
  show();
  return view;
}

let schema: object | undefined;

function completions({ state, pos, explicit }: CompletionContext) {
  const text = state.doc.toString();
  if (!explicit && !/[\w-]$|: $|[{,] $/.test(text.slice(0, pos))) return null;
  schema ??= jsonSchema();
  const { from, options } = suggestionsAt(text, pos, schema);
  if (options.length === 0) return null;
  return {
    from,
    options: options.map(({ label, text: apply, detail }) => ({ label, apply, info: detail })),
    validFor: /^[\w-]*$/,
  };
}

/** The one stretch in which two texts differ: what is around it keeps its cursor and its folds. */
function difference(before: string, after: string) {
  let from = 0;
  while (from < before.length && before[from] === after[from]) from++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - from;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}
