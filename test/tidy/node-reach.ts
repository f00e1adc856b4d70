import { type BuildFailure, build } from 'esbuild';

const GLOBALS = ['Buffer', 'process', 'setImmediate'];

/**
 * What of Node some code needs, with the packages that it imports, when it is bundled for a browser with
 * nothing put in Node's place: modules that cannot be resolved, and names that nobody declares.
 */
export async function nodeReach(code: string): Promise<string[]> {
  try {
    const { outputFiles } = await build({
      stdin: { contents: code, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      platform: 'browser',
      write: false,
      logLevel: 'silent',
      // Takes the place of a name only where it is a global.
      define: Object.fromEntries(GLOBALS.map((name) => [name, `global_${name}`])),
    });
    return GLOBALS.filter((name) => outputFiles[0]!.text.includes(`global_${name}`));
  } catch (failure) {
    return [...new Set((failure as BuildFailure).errors.map(({ text }) => text))];
  }
}
