import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The file of the credential helper: beside the bundles, else the source beside this one. */
export function credentialHelperFile(): string {
  const bundled = join(import.meta.dirname, 'credential.cjs');
  return existsSync(bundled) ? bundled : join(import.meta.dirname, 'credentialHelper.ts');
}
