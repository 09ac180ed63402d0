// Says which packages of the bundles are old or have advisories, as npm's registry knows them: node .ci/bundledPackages.ts
// [--fail]. It reads the bill that `npm run package` writes. With --fail an advisory is a failure, as before a release;
// where the registry does not answer that is said, and nothing fails.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** A package of the bundles. */
export interface Bundled {
  readonly name: string;
  readonly version: string;
}

/** What `npm audit --json` says, as far as it is read. */
export interface Audit {
  readonly vulnerabilities?: Readonly<Record<string, { readonly via?: readonly unknown[] }>>;
}

/** What `npm outdated --all --json` says. */
export type Outdated = Readonly<
  Record<string, { readonly wanted?: string; readonly latest?: string }>
>;

/** The advisories about what is bundled, one a line: development dependencies are what is shipped. */
export function advisoriesOf(
  bundled: readonly Bundled[],
  { vulnerabilities = {} }: Audit,
): string[] {
  return bundled.flatMap(({ name, version }) =>
    (vulnerabilities[name]?.via ?? []).flatMap((via) => {
      if (typeof via !== 'object' || via === null) return [];
      const { title = '', url = '', severity = '' } = via as Record<string, string>;
      return [`${name} ${version}: ${severity}: ${title} (${url})`];
    }),
  );
}

/** What is bundled and has a newer version, one a line. */
export function oldOf(bundled: readonly Bundled[], outdated: Outdated): string[] {
  return bundled.flatMap(({ name, version }) => {
    const latest = outdated[name]?.latest;
    return latest === undefined || latest === version
      ? []
      : [`${name} ${version}: ${latest} is out`];
  });
}

/** npm ends with an error when it finds something; what it prints counts. */
async function npm<T extends object>(args: readonly string[]): Promise<T | undefined> {
  const options = { maxBuffer: 64 * 1024 * 1024, timeout: 120_000 };
  const { stdout } = await promisify(execFile)('npm', args, options).catch(
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  );
  try {
    const answer = JSON.parse(stdout) as T & { readonly error?: unknown };
    return answer.error === undefined ? answer : undefined;
  } catch {
    return undefined;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(mustBeClean: boolean): Promise<void> {
  const bill = JSON.parse(await readFile('aks-sandbox.cdx.json', 'utf8')) as {
    readonly components: readonly Bundled[];
  };
  const audit = await npm<Audit>(['audit', '--json']);
  if (audit?.vulnerabilities === undefined) {
    say('The registry tells no advisories: nothing is known of them.');
  }
  const advisories = advisoriesOf(bill.components, audit ?? {});
  const old = oldOf(bill.components, (await npm<Outdated>(['outdated', '--all', '--json'])) ?? {});
  for (const line of [...advisories, ...old]) say(line);
  say(
    `${bill.components.length} packages are bundled: ${advisories.length} advisories, ${old.length} old.`,
  );
  if (mustBeClean && advisories.length > 0) process.exitCode = 1;
}

if (import.meta.main) await main(process.argv.includes('--fail'));
