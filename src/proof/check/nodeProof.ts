import type { Log } from '../../base/log.ts';
import { problemOf } from '../../base/problem.ts';
import type { Connection } from '../../kube/api/connection.ts';
import type { CheckResult } from '../../model/isolation/checkResult.ts';
import type { KubeNode } from '../../model/node/node.ts';
import type { RuntimeClass } from '../../model/runtimeClass/runtimeClass.ts';
import { NodeReader } from '../reading/nodeReader.ts';
import { evidenceOf } from '../reading/reading.ts';
import { nodeFacts } from '../verdict/nodeFacts.ts';
import { judge } from '../verdict/verdict.ts';
import { runCanary } from './canaryPod.ts';

const CANARY_MS = 60_000;

/** The pod that proves a RuntimeClass on a node: where it runs, under which class, which image. */
export interface ClassProof {
  readonly namespace: string;
  /** Where it runs; absent, where the scheduler puts it. */
  readonly node?: string;
  /** Absent for the node's default runtime. */
  readonly runtimeClass?: Pick<RuntimeClass, 'name' | 'handler' | 'claim'> | undefined;
  readonly image: string;
}

/**
 * Runs a pod of a RuntimeClass on a node, judges the kernel that it saw, and deletes it. What goes
 * wrong is a verdict, too; throws only when cancelled.
 */
export async function proveByCanary(
  connection: Connection,
  { namespace, node: wanted, runtimeClass, image }: ClassProof,
  log: Log,
  signal: AbortSignal,
): Promise<CheckResult> {
  const nodes = new NodeReader(connection, CANARY_MS, log);
  let node = wanted;
  let before: Promise<KubeNode | undefined> | undefined;
  const result = {
    namespace,
    runtimeClass: runtimeClass?.name,
    handler: runtimeClass?.handler,
    claim: runtimeClass?.claim ?? 'none',
  } as const;
  const named = () => ({ name: node ?? '', uid: node ?? '', node });
  try {
    before = node === undefined ? undefined : nodes.read(node, signal);
    await before;
    const reading = await runCanary(
      connection,
      {
        place: { namespace, runtimeClass: runtimeClass?.name, node },
        image,
        deadline: Date.now() + CANARY_MS,
        signal,
        onNode: (name) => {
          node = name;
          before ??= nodes.read(name, signal);
        },
      },
      log,
    );
    const earlier = await before;
    const after = node === undefined ? undefined : await nodes.read(node, signal);
    signal.throwIfAborted();
    const judgement = judge(reading, nodeFacts(earlier, after), result.handler);
    const nodeKernel = (after ?? earlier)?.kernel;
    return {
      ...result,
      ...named(),
      ...judgement,
      readBy: 'canary',
      evidence: evidenceOf(reading),
      nodeKernel,
    };
  } catch (error) {
    signal.throwIfAborted();
    const { what } = problemOf(error);
    return {
      ...result,
      ...named(),
      verdict: 'indeterminate',
      kernel: undefined,
      nodeKernel: undefined,
      reason: what,
      evidence: [{ source: 'error', text: what }],
    };
  }
}
