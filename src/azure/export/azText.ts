import { stringOf, textMap } from '../../model/kubernetes/kubernetesObject.ts';
import { numberOf, objectOf, textsOf } from '../arm/json.ts';
import type { ExportedPool } from './poolText.ts';

/** The command of the Azure CLI (2.80 or newer) that makes a pool, for a POSIX shell. */
export function azText(pool: ExportedPool): string {
  const { properties } = pool;
  const option = (name: string, value: string) =>
    value === '' ? [] : [`--${name} ${shellWord(value)}`];
  const number = (name: string, value: unknown) => option(name, numberOf(value)?.toString() ?? '');
  const labels = Object.entries(textMap(properties['nodeLabels'])).map(([key, value]) =>
    shellWord(`${key}=${value}`),
  );
  const taints = textsOf(properties['nodeTaints']);
  const zones = textsOf(properties['availabilityZones']);
  const isScaled = properties['enableAutoScaling'] === true;
  const options = [
    ...option('subscription', pool.subscription),
    ...option('resource-group', pool.resourceGroup),
    ...option('cluster-name', pool.cluster),
    ...option('name', pool.name),
    ...option('mode', stringOf(properties['mode']) || 'User'),
    ...option('os-type', stringOf(properties['osType'])),
    ...option('os-sku', stringOf(properties['osSKU'])),
    ...option('workload-runtime', stringOf(properties['workloadRuntime'])),
    ...option('node-vm-size', stringOf(properties['vmSize'])),
    ...number('node-count', properties['count']),
    ...(isScaled ? ['--enable-cluster-autoscaler'] : []),
    ...(isScaled ? number('min-count', properties['minCount']) : []),
    ...(isScaled ? number('max-count', properties['maxCount']) : []),
    ...option('kubernetes-version', stringOf(properties['orchestratorVersion'])),
    ...(zones.length === 0 ? [] : [`--zones ${zones.map(shellWord).join(' ')}`]),
    ...(labels.length === 0 ? [] : [`--labels ${labels.join(' ')}`]),
    ...option('node-taints', taints.join(',')),
    ...number('max-pods', properties['maxPods']),
    ...option('max-surge', stringOf(objectOf(properties['upgradeSettings'])['maxSurge'])),
    ...(properties['scaleSetPriority'] === 'Spot' ? ['--priority Spot'] : []),
  ];
  return `az aks nodepool add \\\n  ${options.join(' \\\n  ')}\n`;
}

/** A word of a POSIX shell: nothing in it is expanded. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
