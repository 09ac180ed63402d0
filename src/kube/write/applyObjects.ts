import { isAbort } from '../../base/abort.ts';
import { type Problem, problemOf } from '../../base/problem.ts';
import type { ApiResources } from './apiResources.ts';
import {
  type Applied,
  ApplyConflict,
  applyObject,
  type ApplyOptions,
  type FieldConflict,
  type ObjectManifest,
} from './apply.ts';
import type { Connection } from '../api/connection.ts';

/** What became of one object of many. */
export type Outcome =
  | ({ readonly state: 'applied'; readonly manifest: ObjectManifest } & Applied)
  | {
      readonly state: 'conflict';
      readonly manifest: ObjectManifest;
      readonly problem: Problem;
      readonly conflicts: readonly FieldConflict[];
    }
  | {
      readonly state: 'failed';
      readonly manifest: ObjectManifest;
      readonly problem: Problem;
      readonly error: unknown;
    }
  /** Not tried: an object before it failed, or a dry run cannot know its namespace yet. */
  | { readonly state: 'skipped'; readonly manifest: ObjectManifest; readonly reason: string };

/**
 * Applies objects in their order. A dry run tries every one; else the first that fails ends it, and
 * the rest is skipped. Throws only when cancelled.
 */
export async function applyObjects(
  connection: Connection,
  resources: ApiResources,
  manifests: readonly ObjectManifest[],
  options: ApplyOptions & { readonly onOutcome?: (outcome: Outcome) => void },
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const newNamespaces = new Set<string>();
  let stopped = false;
  for (const manifest of manifests) {
    const outcome = await next(manifest);
    outcomes.push(outcome);
    options.onOutcome?.(outcome);
    const isNew = outcome.state === 'applied' && outcome.change === 'created';
    if (options.dryRun && isNew && manifest.kind === 'Namespace') {
      newNamespaces.add(manifest.metadata.name);
    }
    stopped ||= !options.dryRun && outcome.state !== 'applied';
  }
  return outcomes;

  async function next(manifest: ObjectManifest): Promise<Outcome> {
    if (stopped) {
      return { state: 'skipped', manifest, reason: 'an object before it could not be applied' };
    }
    const { namespace } = manifest.metadata;
    if (namespace !== undefined && newNamespaces.has(namespace)) {
      const reason = `a dry run cannot check it: its namespace ${namespace} does not exist yet`;
      return { state: 'skipped', manifest, reason };
    }
    return outcomeOf(manifest, applyObject(connection, resources, manifest, options));
  }
}

async function outcomeOf(manifest: ObjectManifest, applying: Promise<Applied>): Promise<Outcome> {
  try {
    return { state: 'applied', manifest, ...(await applying) };
  } catch (error) {
    if (isAbort(error)) throw error;
    const problem = problemOf(error);
    return error instanceof ApplyConflict
      ? { state: 'conflict', manifest, problem, conflicts: error.conflicts }
      : { state: 'failed', manifest, problem, error };
  }
}
