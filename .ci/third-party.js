// Writes dist/THIRD-PARTY.txt: the licences of all packages whose code is in the bundles, as those ask for.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What esbuild told of the bundles. */
const BUNDLES = ['dist/cli.meta.json', 'dist/page.meta.json', 'dist/lab.meta.json'];
const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

const inputs = BUNDLES.flatMap((file) =>
  Object.keys(JSON.parse(readFileSync(file, 'utf8')).inputs),
);
const folders = new Set(inputs.flatMap((input) => PACKAGE.exec(input) ?? []));
writeFileSync(
  'dist/THIRD-PARTY.txt',
  [...folders]
    .sort()
    .map(chapter)
    .join(`\n${'-'.repeat(80)}\n\n`),
);

/** @param {string} folder */
function chapter(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder);
  // Some tell their licence at the end of their README only.
  const file =
    files.find((one) => /^licen[cs]e/i.test(one)) ?? files.find((one) => /^readme/i.test(one));
  if (file === undefined) throw new Error(`${name} comes without its licence`);
  return `${name} ${version}, licence ${license}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
