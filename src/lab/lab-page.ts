import { outgoing } from '../kernel/outgoing.ts';
import { documentHead } from '../report/html/document-head.ts';
import { DATA_ID, type LabData } from './lab-data.ts';

/** What the page runs on, built by `npm run build` from `page/`. */
export interface LabAssets {
  readonly script: string;
  readonly style: string;
  /** As a policy names the script: `sha256-…`. */
  readonly scriptHash: string;
}

/**
 * The lab, whole in one file: it works from a disk, and on any host. Its script is the only one that may run, and
 * nothing is asked of a network, but of the server that it came from where a class votes.
 */
export function labPage(data: LabData, { script, style, scriptHash }: LabAssets): string {
  const connects = data.classAddress !== null;
  const head = documentHead(policy(scriptHash, connects), 'blackfriday lab', style);
  return `${head}<noscript>The lab is a program in this page. Please allow scripts.</noscript>
<script type="application/json" id="${DATA_ID}">${outgoing(JSON.stringify(data), 'html')}</script>
<script>${script}</script>
</body>
</html>
`;
}

function policy(scriptHash: string, connects: boolean): string {
  return [
    "default-src 'none'",
    `script-src '${scriptHash}'`,
    'worker-src blob:',
    // The editor and the charts set styles of their own.
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    connects ? "connect-src 'self'" : "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
