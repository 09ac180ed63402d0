import {
  imageProblem,
  installerOptions,
  type InstallerOptions,
  mirrorProblem,
} from '../../gvisor/manifest/installerOptions.ts';
import {
  ARCHITECTURES,
  type Architecture,
  type GVisorRelease,
  releaseProblem,
} from '../../gvisor/manifest/release.ts';
import { parseToleration, type Toleration } from '../../model/kubernetes/taint.ts';
import { AKS_OPTIONS, type AksName, aksName } from '../cluster/aksName.ts';
import { readArguments } from '../terminal/readArguments.ts';
import { UsageError } from '../terminal/usageError.ts';
import { AKS_POOL_LABEL } from '../../model/labels.ts';

/** What `gvisor manifest` prints. */
export interface GVisorManifestOptions {
  readonly installer: InstallerOptions;
  /** The cluster whose pools are looked at. */
  readonly aks: AksName | undefined;
}

/**
 * Reads the arguments of `gvisor manifest`; `undefined` for help. Throws a `UsageError` that says
 * what is wrong.
 */
export function parseGVisorManifestOptions(
  argv: readonly string[],
): GVisorManifestOptions | undefined {
  const { values } = readArguments(argv, OPTIONS, false);
  if (values.help) return undefined;
  const pools = [...new Set(values.pool ?? [])];
  if (pools.length === 0) throw new UsageError('name the node pools with --pool');
  const wrong = pools.find((pool) => !/^[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/.test(pool));
  if (wrong !== undefined) throw new UsageError(`${JSON.stringify(wrong)} is not a pool's name`);
  const release = releaseOf(values.release, values.sha512);
  refuse(values.image === undefined ? undefined : imageProblem(values.image));
  refuse(values.mirror === undefined ? undefined : mirrorProblem(values.mirror));
  const installer = installerOptions(
    { label: AKS_POOL_LABEL, names: pools },
    {
      ...(release ? { release } : {}),
      ...(values.image === undefined ? {} : { image: values.image }),
      ...(values.mirror === undefined ? {} : { mirror: values.mirror }),
      admissionPolicy: values['without-admission-policy'] !== true,
      tolerations: (values.toleration ?? []).map(toleration),
    },
  );
  return { installer, aks: aksName(values) };
}

const OPTIONS = {
  pool: { type: 'string', multiple: true },
  release: { type: 'string' },
  sha512: { type: 'string', multiple: true },
  image: { type: 'string' },
  mirror: { type: 'string' },
  toleration: { type: 'string', multiple: true },
  'without-admission-policy': { type: 'boolean' },
  ...AKS_OPTIONS,
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * Another release comes with its digests, and digests with their release: one without the other is
 * a mistake.
 */
function releaseOf(
  name: string | undefined,
  given: readonly string[] | undefined,
): GVisorRelease | undefined {
  if (name === undefined && given === undefined) return undefined;
  if (name === undefined) throw new UsageError('--sha512 needs --release');
  const digests = (given ?? []).flatMap((text) => text.split(',')).map(digestOf);
  const release = { name, sha512: Object.fromEntries(digests) };
  refuse(releaseProblem(release));
  return release;
}

function digestOf(text: string): readonly [Architecture, string] {
  const [name = '', digest = ''] = text.split('=');
  const architecture = ARCHITECTURES.find((one) => one === name);
  if (architecture) return [architecture, digest.toLowerCase()];
  throw new UsageError(`--sha512 is x86_64=DIGEST,aarch64=DIGEST, not ${JSON.stringify(text)}`);
}

function toleration(text: string): Toleration {
  const parsed = parseToleration(text);
  if (parsed) return parsed;
  throw new UsageError(`--toleration is KEY=VALUE:EFFECT, not ${JSON.stringify(text)}`);
}

function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw new UsageError(problem);
}
