import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The log of the newest extension host of a server, empty where there is none yet. */
export async function extensionHostLog(userDataDir: string): Promise<string> {
  const logs = path.join(userDataDir, 'logs');
  const sessions = await readdir(logs).catch(() => []);
  const newest = sessions.toSorted((a, b) => a.localeCompare(b)).at(-1) ?? '';
  const file = path.join(logs, newest, 'exthost1/remoteexthost.log');
  return readFile(file, 'utf8').catch(() => '');
}

/** The entries of level error, each with its stack, without the frames of VS Code itself. */
export function errorEntries(log: string): string[] {
  return log
    .split(/^(?=\d{4}-\d\d-\d\d )/m)
    .filter((entry) => entry.includes(' [error] '))
    .map((entry) => entry.replace(/^.*(extensionHostProcess|node:internal).*\n?/gm, '').trim());
}
