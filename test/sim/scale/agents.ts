import type { Cluster } from '../cluster.ts';
import { entryKey } from '../kube/entry.ts';
import type { KubeObject } from '../kube/kubeObject.ts';
import { servedType } from '../kube/resourceTypes.ts';
import { uuidOf } from '../pods/podStatus.ts';
import {
  agentObject,
  agentUid,
  blueprint,
  nameHashLabel,
  readyStatus,
} from '../sample/agentBuilder.ts';
import { buildNamespace } from '../sample/namespaces.ts';
import { buildPod } from '../sample/podBuilder.ts';
import { sampleRuntimeClasses } from '../sample/runtimeClasses.ts';
import { type Slots, Template, TemplateEntry } from './template.ts';

const NAMESPACES = 50;
/** Sandboxes for each pool. */
const PER_POOL = 25;

/** Adds Sandboxes, each with a pod, and a pool for every 25 of them, with its template. */
export function loadAgents(cluster: Cluster): void {
  const count = cluster.options.sandboxes;
  if (count === 0) return;
  const namespaceOf = (index: number): string => `agents-${index % NAMESPACES}`;
  for (let index = 0; index < NAMESPACES; index++)
    cluster.store.put(buildNamespace(namespaceOf(index)));
  for (let index = 0; index < count / PER_POOL; index++) {
    const namespace = namespaceOf(index);
    const [name, template] = [`pool-${index}`, `template-${index}`];
    cluster.store.put(
      blueprint('SandboxTemplate', { namespace, name: template, runtimeClass: 'gvisor' }),
    );
    const spec = { replicas: PER_POOL, sandboxTemplateRef: { name: template } };
    cluster.store.put(agentObject('SandboxWarmPool', { namespace, name, spec }));
  }
  const names = Array.from({ length: count }, (_, index) => ({
    namespace: namespaceOf(index),
    name: `agent-${String(index).padStart(6, '0')}`,
  }));
  const [namespace, name] = ['model-namespace', 'model-name'];
  const sandbox = blueprint('Sandbox', {
    namespace,
    name,
    runtimeClass: 'gvisor',
    status: readyStatus(),
  });
  const pod = buildPod(
    {
      namespace,
      name,
      owner: sandbox,
      node: 'aks-gvisor-34567890-vmss000000',
      runtimeClass: 'gvisor',
      labels: nameHashLabel(name),
      createdAt: new Date(),
    },
    sampleRuntimeClasses(),
  );
  const owner = sandbox.metadata.uid ?? '';
  load(cluster, 'sandboxes', sandbox, { uid: owner }, names);
  load(cluster, 'pods', pod, { uid: pod.metadata.uid ?? '', owner }, names);
}

function load(
  cluster: Cluster,
  resource: 'sandboxes' | 'pods',
  model: KubeObject,
  uids: Slots,
  names: readonly { readonly namespace: string; readonly name: string }[],
): void {
  const { namespace = '', name, labels = {} } = model.metadata;
  model.metadata.resourceVersion = 'MODEL-REVISION';
  const template = new Template(model, { namespace, name, revision: 'MODEL-REVISION', ...uids });
  cluster.store.load(servedType(resource), function* (revision) {
    for (const one of names) {
      const own = agentUid('Sandbox', one);
      const uid = resource === 'pods' ? uuidOf(`pod ${entryKey(one.namespace, one.name)}`) : own;
      const values = { ...one, uid, owner: own };
      const fields = { 'metadata.name': one.name, 'metadata.namespace': one.namespace };
      const key = entryKey(one.namespace, one.name);
      yield new TemplateEntry(template, values, { key, labels, fields }, revision);
    }
  });
}
