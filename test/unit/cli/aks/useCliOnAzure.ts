import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach } from 'node:test';
import { CONTOSO, PRODUCTION, SANDBOX } from '../../../sim/azure/sample/tenants.ts';
import type { SimSubscription } from '../../../sim/azure/state/account.ts';
import { type Sim, startSim } from '../../../sim/sim.ts';

const ENTRY = path.join(import.meta.dirname, 'cliEntry.ts');

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the Azure CLI of a test knows and does. */
export interface AzState {
  readonly accounts: readonly object[];
  /** What it says on stderr in place of an answer, by the command after `account`. */
  readonly refuses?: Readonly<Record<string, string>>;
  /** What it prints in place of any answer. */
  readonly prints?: string;
}

/** The command line with an Azure and an Azure CLI of its own. */
export interface CliOnAzure {
  readonly sim: Sim;
  readonly run: (
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
    stdin?: string,
  ) => Promise<Ran>;
  readonly setAz: (state: AzState) => Promise<void>;
  /** What the Azure CLI was asked, without its last options. */
  readonly az: () => Promise<readonly string[]>;
  /** What Azure was asked, as `METHOD last part of the path`. */
  readonly arm: () => readonly string[];
}

/** An account as `az account show` prints it. */
export function azAccount({ id, name, tenant }: SimSubscription, more: object = {}): object {
  return {
    environmentName: 'AzureCloud',
    homeTenantId: tenant,
    id,
    isDefault: false,
    managedByTenants: [],
    name,
    state: 'Enabled',
    tenantId: tenant,
    user: { name: `ada@${CONTOSO.domain}`, type: 'user' },
    ...more,
  };
}

export const SIGNED_IN: AzState = {
  accounts: [azAccount(PRODUCTION, { isDefault: true }), azAccount(SANDBOX)],
};

/** Gives the tests of a `describe` one; before each of them somebody is signed in to the Azure CLI. */
export function useCliOnAzure(): () => CliOnAzure {
  let used: (CliOnAzure & AsyncDisposable) | undefined;
  before(async () => {
    used = await cliOnAzure();
  });
  beforeEach(async () => {
    await used?.setAz(SIGNED_IN);
    used?.sim.azure.account.log.splice(0);
  });
  after(() => used?.[Symbol.asyncDispose]());
  return () => {
    if (!used) throw new Error('It is there inside tests only');
    return used;
  };
}

async function cliOnAzure(): Promise<CliOnAzure & AsyncDisposable> {
  const sim = await startSim();
  const folder = await mkdtemp(path.join(tmpdir(), 'aks-sandbox-az-'));
  await mkdir(path.join(folder, 'bin'));
  await installAz(path.join(folder, 'bin'));
  const log = path.join(folder, 'bin', 'az.log');
  return {
    sim,
    run: (args, env = {}, stdin = '') =>
      new Promise((resolve) => {
        const environment = {
          ...process.env,
          // There is no kubeconfig, as in CI.
          KUBECONFIG: path.join(folder, 'none'),
          PATH: path.join(folder, 'bin'),
          TEST_ARM_URL: sim.azure.url,
          TEST_ARM_CA: sim.ca,
          ...env,
        };
        const options = { env: environment };
        const child = execFile(process.execPath, [ENTRY, ...args], options, (error, out, err) =>
          resolve({ code: Number(error?.code ?? 0), stdout: out, stderr: err }),
        );
        child.stdin?.end(stdin);
      }),
    setAz: async (state) => {
      await writeFile(path.join(folder, 'bin', 'az.json'), JSON.stringify(state));
      await writeFile(log, '');
    },
    az: async () =>
      (await readFile(log, 'utf8'))
        .split('\n')
        .filter(Boolean)
        .map((line) => line.replace(/ --output json/, '')),
    arm: () =>
      sim.azure.account.log.map(
        ({ method, path: at }) => `${method} ${at.split('/').at(-1) ?? ''}`,
      ),
    async [Symbol.asyncDispose]() {
      await sim.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Puts a program `az` into a folder, for any operating system. */
async function installAz(folder: string): Promise<void> {
  await copyFile(path.join(import.meta.dirname, 'az.cjs'), path.join(folder, 'az.cjs'));
  const script = `"${process.execPath}" "${path.join(folder, 'az.cjs')}"`;
  await writeFile(path.join(folder, 'az'), `#!/bin/sh\nexec ${script} "$@"\n`, { mode: 0o755 });
  await writeFile(path.join(folder, 'az.cmd'), `@${script} %*\r\n`);
}
