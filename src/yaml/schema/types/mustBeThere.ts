/**
 * The fields without which the API server refuses an object, though its OpenAPI document does not
 * require them.
 */
export function mustBeThere(definition: string): readonly string[] {
  if (!/^io\.k8s\.api\.(?:core|apps|batch)\./.test(definition)) return [];
  return ASKED_FOR.get(definition.slice(definition.lastIndexOf('.') + 1)) ?? [];
}

/**
 * By type; tried on kube-apiserver 1.36.3 with a server-side dry run
 * (test/cluster/suite/structure.test.ts).
 */
const ASKED_FOR: ReadonlyMap<string, readonly string[]> = new Map([
  ['Container', ['image']],
  ['CronJob', ['spec']],
  ['DaemonSet', ['spec']],
  ['Deployment', ['spec']],
  ['Job', ['spec']],
  ['JobTemplateSpec', ['spec']],
  ['Pod', ['spec']],
  ['PodTemplateSpec', ['spec']],
  ['ReplicaSet', ['spec']],
  ['ReplicationController', ['spec']],
  ['StatefulSet', ['spec']],
]);
