import { findManifests } from '../../files/findManifests.ts';
import type { CheckResult } from '../../model/isolation/checkResult.ts';
import { isOf } from '../../proof/selection/workloadPods.ts';
import type { PlaceOf, ReportPlace } from '../../proof/report/reportPlace.ts';
import { workloadsOf } from '../../yaml/assist/workloads.ts';
import { parsePart } from '../../yaml/document/parsedPart.ts';
import { splitParts } from '../../yaml/document/splitParts.ts';
import { NO_FACTS } from '../../yaml/facts/facts.ts';
import { LineIndex } from '../../yaml/parse/lineIndex.ts';
import { LintedTexts } from '../lint/lintedTexts.ts';
import { reportedPath } from '../lint/reportedPath.ts';

interface Defined extends ReportPlace {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/**
 * Finds the line that defines a pod, or the workload that its owner is of, in the manifests of a
 * folder; `otherwise` for a pod that none of them defines. `root`: the folder of the repository.
 */
export async function manifestPlaces(
  folder: string,
  root: string,
  otherwise: ReportPlace,
  signal: AbortSignal,
): Promise<PlaceOf> {
  const { files } = await findManifests([folder], () => false, signal);
  const texts = new LintedTexts([]);
  const defined = files.flatMap((file) => {
    signal.throwIfAborted();
    return definedIn(texts.read(file).text, reportedPath(file, root));
  });
  return (pod) => defined.find((one) => defines(one, pod)) ?? otherwise;
}

function definedIn(text: string, file: string): readonly Defined[] {
  const lines = new LineIndex(text);
  const parts = splitParts(text).map(({ start, text: own }) => ({
    start,
    part: parsePart(own, 'manifest'),
  }));
  return workloadsOf(parts, NO_FACTS).map(({ kind, name, namespace, start }) => {
    const line = lines.positionOf(start).line + 1;
    return { kind, name, namespace, file, line };
  });
}

/** A manifest without a namespace is applied to any. */
function defines({ kind, name, namespace }: Defined, pod: CheckResult): boolean {
  if (namespace !== '' && namespace !== pod.namespace) return false;
  return isOf({ name: pod.name, ...(pod.owner ? { owner: pod.owner } : {}) }, { kind, name });
}
