import { type AgentPool, isKataPool } from '../../model/aks/agentPool.ts';
import { reasonsOf } from '../arm/armError.ts';
import { stringOf, textMap } from '../../model/kubernetes/kubernetesObject.ts';
import { type JsonObject, numberOf, objectOf, textsOf } from '../arm/json.ts';

/** Reads an agent pool as the API gives it. */
export function readAgentPool(body: JsonObject): AgentPool {
  const properties = objectOf(body['properties']);
  const workloadRuntime = stringOf(properties['workloadRuntime']);
  const image = stringOf(properties['nodeImageVersion']);
  const [failure] = reasonsOf(objectOf(objectOf(properties['status'])['provisioningError']));
  const autoscale = {
    min: numberOf(properties['minCount']) ?? 0,
    max: numberOf(properties['maxCount']) ?? 0,
  };
  return {
    name: stringOf(body['name']),
    eTag: stringOf(properties['eTag']),
    state: stringOf(properties['provisioningState']),
    ...(failure ? { failure } : {}),
    workloadRuntime,
    isolation: isKataPool(workloadRuntime, image) ? 'kata' : 'none',
    osSku: stringOf(properties['osSKU']),
    osType: stringOf(properties['osType']) || 'Linux',
    vmSize: stringOf(properties['vmSize']),
    mode: stringOf(properties['mode']),
    count: numberOf(properties['count']) ?? 0,
    ...(properties['enableAutoScaling'] === true ? { autoscale } : {}),
    version:
      stringOf(properties['currentOrchestratorVersion']) ||
      stringOf(properties['orchestratorVersion']),
    image,
    power: stringOf(objectOf(properties['powerState'])['code']) || 'Running',
    priority: stringOf(properties['scaleSetPriority']) || 'Regular',
    zones: textsOf(properties['availabilityZones']),
    labels: textMap(properties['nodeLabels']),
    taints: textsOf(properties['nodeTaints']),
    maxPods: numberOf(properties['maxPods']) ?? 0,
    surge: stringOf(objectOf(properties['upgradeSettings'])['maxSurge']),
    properties,
  };
}
