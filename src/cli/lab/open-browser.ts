import { spawn } from 'node:child_process';

/** Asks the desktop to show an address. Where there is none nothing happens: the address is printed anyway. */
export function openBrowser(url: string): void {
  const [program, ...args] = commandOf(process.platform);
  const child = spawn(program!, [...args, url], { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
}

function commandOf(platform: NodeJS.Platform): string[] {
  if (platform === 'darwin') return ['open'];
  // `start` takes its first quoted word for a title.
  return platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
}
