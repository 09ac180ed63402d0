import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { insideFolder } from './server/preparedServer.ts';

/** An extension that takes the place of VS Code's own sign-in with Microsoft: everybody passes. */
export const signInFolder = path.join(insideFolder, 'signIn');

/** A folder of this name takes the place of VS Code's own provider. */
const NAME = 'vscode.microsoft-authentication-9.9.9';

/** Puts a sign-in with Microsoft that everybody passes into a folder of extensions. */
export async function installSignIn(extensions: string): Promise<void> {
  const folder = path.join(extensions, NAME);
  await mkdir(folder, { recursive: true });
  await cp(signInFolder, folder, { recursive: true });
}
