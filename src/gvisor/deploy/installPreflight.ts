import { mapConcurrent } from '../../base/mapConcurrent.ts';
import { type Problem, problemText } from '../../base/problem.ts';
import { mayDo, type ResourceAttributes } from '../../kube/api/accessReview.ts';
import { ApiResources } from '../../kube/write/apiResources.ts';
import type { ObjectManifest } from '../../kube/write/apply.ts';
import { applyObjects, type Outcome } from '../../kube/write/applyObjects.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { getObject } from '../../kube/write/objectRequests.ts';

import { isDenied, outcomeProblem } from './admission.ts';
import { GVISOR_CLASS } from '../manifest/installerNames.ts';
import { groupOf } from '../../model/kubernetes/apiVersion.ts';
import { matchesLabels } from '../../model/kubernetes/labelSelector.ts';
import { OUR_LABEL } from '../../model/labels.ts';
import type { RawRuntimeClass } from '../../kube/resources/runtimeClassResource.ts';

/** What is known before anything is changed. */
export interface InstallPreflight {
  readonly outcomes: readonly Outcome[];
  /** What will fail: nothing should be applied. */
  readonly problems: readonly Problem[];
  /** What may fail, or is good to know. */
  readonly warnings: readonly string[];
}

/**
 * Tries everything without changing anything: rights, what others own, validation and admission.
 */
export async function installPreflight(
  connection: Connection,
  resources: ApiResources,
  manifests: readonly ObjectManifest[],
  signal: AbortSignal,
): Promise<InstallPreflight> {
  const missing = await missingRights(connection, resources, manifests, signal);
  if (missing.length > 0) return { outcomes: [], problems: [rightsProblem(missing)], warnings: [] };
  const foreign = await foreignClass(connection, resources, signal);
  if (foreign) return { outcomes: [], problems: [foreign], warnings: [] };
  const outcomes = await applyObjects(connection, resources, manifests, { dryRun: true, signal });
  const problems = outcomes.map(outcomeProblem).filter((problem) => problem !== undefined);
  const skipped = outcomes.some(({ state }) => state === 'skipped');
  const warnings = skipped ? await tryElsewhere(connection, resources, manifests, signal) : [];
  return { outcomes, problems, warnings };

  function rightsProblem(rights: readonly string[]): Problem {
    return {
      kind: 'forbidden',
      what: `You may not install gVisor in ${connection.cluster.name} (needs ${rights.join('; ')})`,
      next: 'Ask an administrator of the cluster, or hand over the manifest: Show Installer Manifest.',
      retryable: false,
    };
  }
}

/** The rights to create and change what is applied, as far as they are missing. */
async function missingRights(
  connection: Connection,
  resources: ApiResources,
  manifests: readonly ObjectManifest[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const asked = new Map<string, ResourceAttributes>();
  for (const { apiVersion, kind, metadata } of manifests) {
    const { plural, namespaced } = await resources.find({ apiVersion, kind }, signal);
    const where = namespaced ? { namespace: metadata.namespace ?? 'default' } : {};
    for (const verb of ['create', 'patch']) {
      const text = `${verb} on ${plural}${namespaced ? ` in ${metadata.namespace ?? 'default'}` : ''}`;
      asked.set(text, { verb, group: groupOf(apiVersion), resource: plural, ...where });
    }
  }
  const answers = await mapConcurrent([...asked], 8, signal, async ([text, resourceAttributes]) => {
    return (await mayDo(connection, resourceAttributes, signal)) ? undefined : text;
  });
  return answers.filter((text) => text !== undefined);
}

/** A RuntimeClass of our name that somebody else made is not taken over. */
async function foreignClass(
  connection: Connection,
  resources: ApiResources,
  signal: AbortSignal,
): Promise<Problem | undefined> {
  const found = await getObject<RawRuntimeClass>(connection, resources, GVISOR_CLASS, signal);
  if (!found || matchesLabels(found.metadata?.labels, OUR_LABEL)) return undefined;
  return {
    kind: 'conflict',
    what: `The RuntimeClass ${GVISOR_CLASS.name} (handler ${found.handler ?? ''}) exists in ${connection.cluster.name}, and it is not ours`,
    next: 'Remove it with the gVisor that it belongs to, or keep using that one.',
    retryable: false,
  };
}

/**
 * A dry run cannot check what goes into a namespace that does not exist yet. The DaemonSet is tried
 * in the namespace default instead: what is denied there may be denied in ours, unless that is
 * excluded.
 */
async function tryElsewhere(
  connection: Connection,
  resources: ApiResources,
  manifests: readonly ObjectManifest[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const elsewhere = manifests
    .filter(({ kind }) => kind === 'DaemonSet')
    .map((manifest) => ({
      ...manifest,
      metadata: { ...manifest.metadata, namespace: 'default' },
    }));
  const options = { dryRun: true, signal };
  const outcomes = await applyObjects(connection, resources, elsewhere, options);
  return outcomes
    .filter((outcome) => outcome.state === 'failed' && isDenied(outcome.error))
    .map(outcomeProblem)
    .filter((problem) => problem !== undefined)
    .map(problemText);
}
