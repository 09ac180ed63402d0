import { problemOf, problemText } from '../../../base/problem.ts';
import { markdownText } from '../../../base/text/plainText.ts';
import type { ClusterRef } from '../../../model/cluster/cluster.ts';
import type { LinkOf } from '../../../proof/report/reportMarkdown.ts';
import { CLUSTERS_VIEW } from '../../ids.ts';
import { withViewProgress } from '../../progress.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { sessionOf } from '../target/target.ts';
import { podPage } from './podPage.ts';

const FOLDER = 'pods';

/**
 * Links from a document about a cluster, in a folder of its name, to the pages of its pods. A pod
 * is read when a person follows its link.
 */
export function podLinks(
  context: CommandContext,
  { id, name }: Pick<ClusterRef, 'id' | 'name'>,
): LinkOf {
  context.documents.putLinked([name, FOLDER], async ([namespace = '', file = '']) => {
    const pod = { namespace, name: file.replace(/\.md$/, '') };
    try {
      const session = await sessionOf(context, id);
      return await withViewProgress(CLUSTERS_VIEW, (signal) =>
        podPage(session, context.results, pod, signal),
      );
    } catch (error) {
      const title = markdownText(`${namespace}/${pod.name}`);
      return `# Pod ${title}\n\n${markdownText(problemText(problemOf(error)), 500)}\n`;
    }
  });
  return (pod) =>
    `${FOLDER}/${encodeURIComponent(pod.namespace)}/${encodeURIComponent(pod.name)}.md`;
}
