import { cssVariables, DARK, LIGHT } from '../chart/theme.ts';

/**
 * How every page of ours begins, up to its body: what it may ask for (`policy`, as a Content-Security-Policy
 * has it), its name, and our colours before its own style.
 */
export function documentHead(policy: string, title: string, style: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>
:root { ${cssVariables(LIGHT)} }
@media screen and (prefers-color-scheme: dark) { :root { ${cssVariables(DARK)} } }
${style}</style>
</head>
<body>
`;
}
