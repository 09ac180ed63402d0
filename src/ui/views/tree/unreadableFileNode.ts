import { basename } from 'node:path';
import { markdownCode, markdownText, plainText } from '../../../base/text/plainText.ts';
import type { UnreadableFile } from '../../../kube/kubeconfig/readKubeconfigs.ts';
import type { TreeNode } from '../../../model/tree/treeNode.ts';
import { nextBeside, READ_AGAIN } from '../../../base/problem.ts';

/** The row of a kubeconfig that could not be read. */
export function unreadableFileNode({ file, problem }: UnreadableFile): TreeNode {
  const what = plainText(problem.what, 300);
  return {
    id: `file|${file}`,
    target: { kind: 'message', cluster: '', problem, file },
    label: plainText(basename(file)),
    description: what,
    icon: { id: 'warning', color: 'list.warningForeground' },
    accessibleLabel: `Kubeconfig ${plainText(file)}: ${what}`,
    flags: ['file'],
    tooltip: () =>
      `${markdownCode(file)}\n\n${markdownText(problem.what, 500)}. ${markdownText(nextBeside(problem, READ_AGAIN), 500)}`,
  };
}
