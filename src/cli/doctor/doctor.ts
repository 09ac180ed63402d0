import { isAbort } from '../../base/abort.ts';
import { nullLog } from '../../base/log.ts';
import { plainText } from '../../base/text/plainText.ts';
import { problemOf } from '../../base/problem.ts';
import { redact } from '../../base/text/redact.ts';
import { mayDo, type ResourceAttributes } from '../../kube/api/accessReview.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { serverVersion } from '../../kube/api/serverVersion.ts';
import type { Credential } from '../../kube/credentials/credential.ts';
import { unverifiedText } from '../../model/cluster/unverified.ts';
import { CLUSTER_OPTIONS, clusterOptions } from '../cluster/clusterOptions.ts';
import type { EndpointOf } from '../cluster/findAksCluster.ts';
import { openCluster } from '../cluster/openCluster.ts';
import { EXIT_FOUND, EXIT_OK } from '../terminal/exitCode.ts';
import { readArguments } from '../terminal/readArguments.ts';
import { terminal } from '../terminal/terminal.ts';
import { DOCTOR_HELP } from './doctorHelp.ts';
import { type NeededRight, neededRights } from './neededRights.ts';

/** How a step went: it works, it works with less, or nothing after it is tried. */
type Mark = 'ok' | 'less' | 'no';

const MARKS: Readonly<Record<Mark, string>> = { ok: 'ok  ', less: '-   ', no: 'no  ' };

/** Thrown once it was told what does not work. */
class Told extends Error {}

/**
 * Says what works on the way to a cluster, step by step, and gives the exit code. Changes nothing.
 */
export async function doctor(
  argv: readonly string[],
  endpointOf: EndpointOf,
  signal: AbortSignal,
): Promise<number> {
  const { values } = readArguments(argv, OPTIONS, false);
  if (values.help) {
    terminal.print(DOCTOR_HELP);
    return EXIT_OK;
  }
  const options = clusterOptions(values);
  try {
    const connection = await tried('kubeconfig', () =>
      openCluster(options, endpointOf, nullLog, signal),
    );
    try {
      return await examine(connection, signal);
    } finally {
      connection.dispose();
    }
  } catch (error) {
    if (error instanceof Told) return EXIT_FOUND;
    throw error;
  }
}

const OPTIONS = { ...CLUSTER_OPTIONS, help: { type: 'boolean', short: 'h' } } as const;

async function examine(connection: Connection, signal: AbortSignal): Promise<number> {
  const { cluster } = connection;
  const file = cluster.file === '' ? '' : ` of ${cluster.file}`;
  tell('ok', 'kubeconfig', `${cluster.name}${file}, at ${cluster.server}`);
  const { credential } = await tried('sign-in', () => connection.client(signal));
  tell('ok', 'sign-in', credentialText(credential));
  const version = await tried('server', () => serverVersion(connection, signal));
  tell('ok', 'server', `it answers as Kubernetes ${version}`);
  const isVerified = cluster.unverified === undefined;
  if (isVerified) tell('ok', 'trust', 'its certificate is verified');
  else tell('less', 'trust', unverifiedText(cluster));
  let isWhole = isVerified;
  for (const needed of neededRights(version)) {
    const has = await tried('rights', () => tellRight(connection, needed, signal));
    if (!has && needed.always) isWhole = false;
  }
  return isWhole ? EXIT_OK : EXIT_FOUND;
}

/**
 * Says whether there is a right, in every namespace or else in that of the context, which is all
 * that most people have.
 */
async function tellRight(
  connection: Connection,
  { right, isOfCluster = false, without, next }: NeededRight,
  signal: AbortSignal,
): Promise<boolean> {
  const what = rightText(right);
  if (await mayDo(connection, right, signal)) {
    tell('ok', 'rights', `you may ${what}${isOfCluster ? '' : placeText(right)}`);
    return true;
  }
  const own = connection.cluster.namespace || 'default';
  const hasOwn = !isOfCluster && right.namespace === undefined;
  if (hasOwn && (await mayDo(connection, { ...right, namespace: own }, signal))) {
    tell('ok', 'rights', `you may ${what} in ${own}, not in every namespace`);
    return true;
  }
  const where = isOfCluster ? '' : hasOwn ? ` in ${own}` : placeText(right);
  tell('less', 'rights', `you may not ${what}${where}: ${without}. ${next ?? 'Ask for it.'}`);
  return false;
}

/** Does a step; what does not work is told with its next step, and ends the examination. */
async function tried<T>(step: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isAbort(error)) throw error;
    const { what, next } = problemOf(error);
    tell('no', step, `${what}.${next === '' ? '' : ` ${next}`}`);
    throw new Told();
  }
}

function tell(mark: Mark, step: string, text: string): void {
  terminal.print(`${MARKS[mark]}${step.padEnd(12)}${plainText(redact(text), 1000)}\n`);
}

function credentialText({ token, certificate, username, impersonation }: Credential): string {
  const by =
    token !== undefined
      ? 'a token is there'
      : certificate !== undefined
        ? 'a client certificate is there'
        : username !== undefined
          ? `as ${username}, with a password`
          : 'without credentials';
  return impersonation ? `${by}, in the name of ${impersonation.user}` : by;
}

function rightText({ verb, resource, subresource }: ResourceAttributes): string {
  return `${verb} ${subresource === undefined ? resource : `${resource}/${subresource}`}`;
}

function placeText({ namespace = 'every namespace' }: ResourceAttributes): string {
  return ` in ${namespace}`;
}
