import { plainText } from '../../../base/text/plainText.ts';
import { UserError } from '../../../base/problem.ts';
import type { Connection } from '../../../kube/api/connection.ts';
import { ApiResources } from '../../../kube/write/apiResources.ts';
import { type ObjectManifest, withoutBookkeeping } from '../../../kube/write/apply.ts';
import { applyObjects, type Outcome } from '../../../kube/write/applyObjects.ts';
import type { ClusterSession } from '../../../kube/clusterSession.ts';
import { loadYaml } from '../../../files/loadYaml.ts';
import type { RawObject } from '../../../model/kubernetes/kubernetesObject.ts';
import { withCancellableProgress } from '../../progress.ts';
import { showInformationMessage, showNotice } from '../../notifications.ts';
import type { CommandContext } from '../target/commandContext.ts';
import {
  appliedText,
  applyProblem,
  applyQuestion,
  nothingToApply,
  takeOverQuestion,
} from './applyQuestion.ts';

/**
 * Applies objects: a dry run, the diff of what is there against what it would become, one question,
 * then the server-side apply. True when all of them were applied; what cannot be applied throws,
 * before anything was changed where the dry run can tell.
 */
export async function applyPreviewed(
  session: ClusterSession,
  context: Pick<CommandContext, 'documents' | 'previews' | 'log'>,
  manifests: readonly ObjectManifest[],
  title: string,
): Promise<boolean> {
  const { connection } = session;
  const cluster = plainText(connection.cluster.name);
  const resources = new ApiResources(connection);
  const { shown, conflicts } = await withCancellableProgress(
    `${title}: dry run in ${cluster}`,
    (_, signal) => tryOut(connection, resources, manifests, signal),
  );
  if (shown.every((outcome) => outcome.state === 'applied' && outcome.change === 'unchanged')) {
    void showInformationMessage(nothingToApply(cluster));
    return true;
  }
  const takeOver = takeOverQuestion(cluster, conflicts);
  const target = `apply|${connection.cluster.id}`;
  const change = await changeOf(shown);
  const isConfirmed = takeOver
    ? await context.previews.askQuestion({
        target,
        title: `${title}: take over fields in ${cluster}`,
        question: takeOver,
        sent: { what: 'What it becomes', yaml: change.after },
        action: 'takeOver',
      })
    : await context.previews.askByDiff({
        target,
        title: applyQuestion(cluster, shown),
        before: context.documents.put([cluster, 'before', 'manifest.yaml'], change.before, target),
        name: 'manifest.yaml',
        after: change.after,
        action: 'apply',
      });
  if (!isConfirmed) return false;
  try {
    const force = takeOver !== undefined;
    const outcomes = await withCancellableProgress(`${title} in ${cluster}`, (_, signal) =>
      applyObjects(connection, resources, manifests, { force, signal }),
    );
    const problem = applyProblem(outcomes);
    if (problem) throw new UserError(problem);
    const message = appliedText(title, cluster, outcomes);
    void showNotice(context.log, { severity: 'information', message });
    return true;
  } finally {
    session.refresh();
  }
}

/** What applying would do, with the fields that it would take over from other field managers. */
async function tryOut(
  connection: Connection,
  resources: ApiResources,
  manifests: readonly ObjectManifest[],
  signal: AbortSignal,
) {
  const tried = await applyObjects(connection, resources, manifests, { dryRun: true, signal });
  const failed = tried.find((outcome) => outcome.state === 'failed');
  if (failed) throw new UserError(failed.problem, failed.error);
  const conflicts = tried.filter((outcome) => outcome.state === 'conflict');
  if (conflicts.length === 0) return { shown: tried, conflicts };
  // What taking over would do is only known from a dry run that does it.
  const options = { dryRun: true, force: true, signal };
  return { shown: await applyObjects(connection, resources, manifests, options), conflicts };
}

/** What is there, and what it would become. */
async function changeOf(
  outcomes: readonly Outcome[],
): Promise<{ readonly before: string; readonly after: string }> {
  const { stringify } = await loadYaml();
  const text = (objects: readonly (RawObject | undefined)[]): string =>
    objects
      .flatMap((object) => (object ? [stringify(withoutBookkeeping(object))] : []))
      .join('---\n');
  const applied = outcomes.filter((outcome) => outcome.state === 'applied');
  return {
    before: text(applied.map((one) => one.before)),
    after: text(applied.map((one) => one.after)),
  };
}
