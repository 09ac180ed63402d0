import type { Log } from '../../base/log.ts';
import { problemOf } from '../../base/problem.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { projectPod } from '../../kube/resources/podResource.ts';
import type { CheckResult } from '../../model/isolation/checkResult.ts';
import type { RuntimeClass } from '../../model/runtimeClass/runtimeClass.ts';
import { NodeReader } from '../reading/nodeReader.ts';
import { judge } from '../verdict/verdict.ts';
import { byCanaryPod } from './canaryPod.ts';

const CANARY_MS = 60_000;

/** The pod that proves a node: where it runs, under which class, from which image. */
export interface NodeProof {
  readonly namespace: string;
  readonly node: string;
  readonly runtimeClass: Pick<RuntimeClass, 'name' | 'handler' | 'claim'>;
  readonly image: string;
}

/**
 * Runs a pod of a RuntimeClass on a node, judges the kernel that it saw, and deletes it. What goes
 * wrong is a verdict, too; throws only when cancelled.
 */
export async function proveByCanary(
  connection: Connection,
  { namespace, node, runtimeClass, image }: NodeProof,
  log: Log,
  signal: AbortSignal,
): Promise<CheckResult> {
  const pod = projectPod({
    metadata: { namespace, name: node },
    spec: { runtimeClassName: runtimeClass.name, nodeName: node },
  });
  const { handler, claim } = runtimeClass;
  const about = { namespace, name: node, uid: node, runtimeClass: runtimeClass.name, node };
  const result = { ...about, handler, claim };
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
    const { verdict, kernel, reason } = judge(read.reading, facts, handler);
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
