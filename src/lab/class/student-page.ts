import { documentHead } from '../../report/html/document-head.ts';

const STYLE = `:root { font: 1.1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
main { max-width: 34rem; margin: 0 auto; padding: 1.2rem; }
h1 { font-size: 1.3rem; line-height: 1.3; }
button, input { display: block; width: 100%; margin: 0.6rem 0; padding: 0.8rem 1rem; border: 2px solid var(--soft); border-radius: 0.5rem; background: var(--paper); color: var(--ink); font: inherit; text-align: left; }
button[aria-pressed="true"] { border-color: var(--successful); box-shadow: inset 0 0 0 2px var(--successful); }
:focus-visible { outline: 3px solid var(--successful); outline-offset: 2px; }
`;

/** The page for phones: a question, and a button a choice. `scriptHash`: as a policy names it. */
export function studentPage(script: string, scriptHash: string): string {
  const policy = `default-src 'none'; script-src '${scriptHash}'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'`;
  return `${documentHead(policy, 'blackfriday: vote', STYLE)}<script>${script}</script>
</body>
</html>
`;
}

/** Where one comes who types the address: what to type is on the projector. No script at all. */
export function doorPage(wasWrong: boolean): string {
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'";
  const told = wasWrong ? '<p role="alert">That is not the code of this class.</p>' : '';
  return `${documentHead(policy, 'blackfriday: join the class', STYLE)}<main>
<h1>Join the class</h1>
${told}
<form method="get" action="/join">
<label>The code on the projector <input name="code" autocomplete="off" autocapitalize="none" required></label>
<button>Join</button>
</form>
</main>
</body>
</html>
`;
}
