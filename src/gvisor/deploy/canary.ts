import type { Log } from '../../base/log.ts';
import { problemOf } from '../../base/problem.ts';
import type { Connection } from '../../kube/api/connection.ts';
import type { CheckResult } from '../../model/isolation/checkResult.ts';

import { byCanaryPod } from '../../proof/check/canaryPod.ts';
import { NodeReader } from '../../proof/reading/nodeReader.ts';
import { judge } from '../../proof/verdict/verdict.ts';
import { GVISOR_CLASS, HANDLER, NAMESPACE } from '../manifest/installerNames.ts';
import { projectPod } from '../../kube/resources/podResource.ts';

const CANARY_MS = 60_000;

/**
 * Runs a pod of the RuntimeClass on a node, judges the kernel that it saw, and deletes it. What
 * goes wrong is a verdict, too; throws only when cancelled.
 */
export async function proveNode(
  connection: Connection,
  node: string,
  image: string,
  log: Log,
  signal: AbortSignal,
): Promise<CheckResult> {
  const runtimeClass = GVISOR_CLASS.name;
  const pod = projectPod({
    metadata: { namespace: NAMESPACE, name: node },
    spec: { runtimeClassName: runtimeClass, nodeName: node },
  });
  const result = {
    namespace: NAMESPACE,
    name: node,
    uid: node,
    runtimeClass,
    handler: HANDLER,
    claim: 'gvisor',
    node,
  } as const;
  const nodes = new NodeReader(connection, CANARY_MS, log);
  try {
    const before = await nodes.read(node, signal);
    const run = byCanaryPod(connection, image, log);
    const read = await run({ pod, running: [] }, Date.now() + CANARY_MS, signal);
    const after = await nodes.read(node, signal);
    const facts = after && {
      name: node,
      kernel: after.kernel,
      sameBoot: before?.bootId === after.bootId,
    };
    const { verdict, kernel, reason } = judge(read.reading, facts, result.handler);
    const { evidence } = read;
    return { ...result, verdict, kernel, reason, evidence, nodeKernel: after?.kernel };
  } catch (error) {
    signal.throwIfAborted();
    const { what } = problemOf(error);
    return {
      ...result,
      verdict: 'indeterminate',
      kernel: undefined,
      nodeKernel: undefined,
      reason: what,
      evidence: [{ source: 'error', text: what }],
    };
  }
}
