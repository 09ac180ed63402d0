import type { Log } from '../../base/log.ts';
import type { Connection } from '../../kube/api/connection.ts';
import type { CheckResult } from '../../model/isolation/checkResult.ts';
import { proveByCanary } from '../../proof/check/nodeProof.ts';
import { GVISOR_CLASS, HANDLER, NAMESPACE } from '../manifest/installerNames.ts';

/** Proves by a pod of its RuntimeClass that a node runs gVisor; throws only when cancelled. */
export function proveNode(
  connection: Connection,
  node: string,
  image: string,
  log: Log,
  signal: AbortSignal,
): Promise<CheckResult> {
  const runtimeClass = { name: GVISOR_CLASS.name, handler: HANDLER, claim: 'gvisor' } as const;
  const proof = { namespace: NAMESPACE, node, runtimeClass, image };
  return proveByCanary(connection, proof, log, signal);
}
