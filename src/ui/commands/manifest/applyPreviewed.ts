import { type Uri } from 'vscode';
import { plainText } from '../../../base/plainText.ts';
import { UserError } from '../../../base/problem.ts';
import { ApiResources } from '../../../kube/write/apiResources.ts';
import { type Manifest, withoutBookkeeping } from '../../../kube/write/apply.ts';
import { applyObjects, type Outcome } from '../../../kube/write/applyObjects.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import { loadYaml } from '../../../files/loadYaml.ts';
import type { RawObject } from '../../../model/kubernetes/kubernetesObject.ts';
import type { ReadonlyDocuments } from '../../documents/readonlyDocuments.ts';
import { withCancellableProgress } from '../../progress.ts';
import { closeDiff } from './closeDiff.ts';
import { showInformationMessage, showWarningMessage } from '../../notifications.ts';
import { count, plural } from '../../../base/count.ts';

const APPLY = 'Apply';
const TAKE_OVER = 'Apply and Take Over';

/**
 * Applies objects: a dry run, the diff of what is there against what it would become, one question, then the server-side
 * apply. True when all of them were applied; what cannot be applied throws, before anything was changed where
 * the dry run can tell.
 */
export async function applyPreviewed(
  session: ClusterSession,
  documents: ReadonlyDocuments,
  manifests: readonly Manifest[],
  title: string,
): Promise<boolean> {
  const { connection } = session;
  const cluster = plainText(connection.cluster.name);
  const resources = new ApiResources(connection);
  const tried = await withCancellableProgress(`${title}: dry run in ${cluster}`, (_, signal) =>
    applyObjects(connection, resources, manifests, { dryRun: true, signal }),
  );
  const failed = tried.find((outcome) => outcome.state === 'failed');
  if (failed) throw new UserError(failed.problem, failed.error);
  const conflicts = tried.filter((outcome) => outcome.state === 'conflict');
  // What taking over would do is only known from a dry run that does it.
  const shown =
    conflicts.length === 0
      ? tried
      : await applyObjects(connection, resources, manifests, {
          dryRun: true,
          force: true,
          signal: new AbortController().signal,
        });
  if (shown.every((outcome) => outcome.state === 'applied' && outcome.change === 'unchanged')) {
    void showInformationMessage(`${cluster} has all of it already: nothing to apply.`);
    return true;
  }
  const diff = await showChange(documents, cluster, shown, title);
  const chosen = await ask(shown, conflicts, cluster);
  await closeDiff(diff);
  if (chosen === undefined) return false;
  try {
    const force = chosen === TAKE_OVER;
    const outcomes = await withCancellableProgress(`${title} in ${cluster}`, (_, signal) =>
      applyObjects(connection, resources, manifests, { force, signal }),
    );
    assertApplied(outcomes);
    void showInformationMessage(`${title} in ${cluster}: ${countsText(outcomes)}.`);
    return true;
  } finally {
    session.refresh();
  }
}

async function showChange(
  documents: ReadonlyDocuments,
  cluster: string,
  outcomes: readonly Outcome[],
  title: string,
): Promise<Uri> {
  const { stringify } = await loadYaml();
  const text = (objects: readonly (RawObject | undefined)[]): string =>
    objects
      .flatMap((object) => (object ? [stringify(withoutBookkeeping(object))] : []))
      .join('---\n');
  const applied = outcomes.filter((outcome) => outcome.state === 'applied');
  const before = documents.put(
    [cluster, 'before', 'manifest.yaml'],
    text(applied.map((one) => one.before)),
  );
  return documents.showDiff(
    before,
    [cluster, 'after', 'manifest.yaml'],
    text(applied.map((one) => one.after)),
    `${title}: ${cluster} now ↔ after`,
  );
}

async function ask(
  outcomes: readonly Outcome[],
  conflicts: readonly Extract<Outcome, { state: 'conflict' }>[],
  cluster: string,
): Promise<string | undefined> {
  const counts = countsText(outcomes);
  if (conflicts.length === 0) {
    return showInformationMessage(`Apply to ${cluster}? ${counts}.`, APPLY);
  }
  const owners = conflicts.flatMap(({ manifest, conflicts: fields }) =>
    fields.map(
      ({ manager, field }) =>
        `${manifest.kind} ${plainText(manifest.metadata.name)} ${plainText(field)}: ${plainText(manager) || 'another manager'}`,
    ),
  );
  return showWarningMessage(
    `Other field managers own ${plural(owners.length, 'a field', `${owners.length} fields`)} of what would be applied to ${cluster}. Take them over? ${counts}.`,
    { modal: true, detail: owners.slice(0, 20).join('\n') },
    TAKE_OVER,
  );
}

function assertApplied(outcomes: readonly Outcome[]): void {
  const failed = outcomes.find(({ state }) => state === 'failed' || state === 'conflict');
  if (!failed || !('problem' in failed)) return;
  const done = outcomes.filter(({ state }) => state === 'applied').length;
  throw new UserError({
    ...failed.problem,
    what: `${failed.problem.what}${done > 0 ? `; ${count(done, 'object before it was', 'objects before it were')} applied` : ''}`,
  });
}

/** `1 created, 2 configured`. */
function countsText(outcomes: readonly Outcome[]): string {
  const words = outcomes.map((outcome) => {
    if (outcome.state === 'applied') return outcome.change;
    return outcome.state === 'skipped' ? 'not tried' : 'in conflict';
  });
  return [...new Set(words)]
    .map((word) => `${words.filter((one) => one === word).length} ${word}`)
    .join(', ');
}
