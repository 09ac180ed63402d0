import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { User } from './api/rights.ts';

export interface SimFiles {
  readonly kubeconfig: string;
  readonly ca: string;
  /** Deletes the folder that holds them. */
  remove(): Promise<void>;
}

/** The context of the administrator, and the prefix of the others. */
export const CONTEXT = 'prod-weu';

/** `prod-weu` for the administrator, else `prod-weu-viewer` and so on. */
export function contextName(user: Pick<User, 'name'>): string {
  const suffix = user.name.replace(/^sim-/, '');
  return suffix === 'admin' ? CONTEXT : `${CONTEXT}-${suffix}`;
}

/** The kubeconfig that reaches the server as each of the users, the first one current. */
export function kubeconfigText(url: string, ca: string, users: readonly User[]): string {
  const data = Buffer.from(ca).toString('base64');
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: CONTEXT, cluster: { server: url, 'certificate-authority-data': data } }],
    users: users.map((user) => ({ name: user.name, user: { token: user.token } })),
    contexts: users.map((user) => {
      const [namespace] = user.rules.flatMap((rule) => rule.namespace ?? []);
      return {
        name: contextName(user),
        context: { cluster: CONTEXT, user: user.name, ...(namespace ? { namespace } : {}) },
      };
    }),
    'current-context': users[0] === undefined ? '' : contextName(users[0]),
  });
}

/** Writes kubeconfig and certificate authority to a new private folder. */
export async function writeSimFiles(kubeconfig: string, ca: string): Promise<SimFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'aks-sandbox-sim-'));
  await chmod(folder, 0o700);
  const files = { kubeconfig: join(folder, 'kubeconfig'), ca: join(folder, 'ca.crt') };
  await writeFile(files.kubeconfig, kubeconfig, { mode: 0o600 });
  await writeFile(files.ca, ca, { mode: 0o600 });
  return { ...files, remove: () => rm(folder, { recursive: true, force: true }) };
}
