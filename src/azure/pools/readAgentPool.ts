import { type AgentPool, isKataPool } from '../../model/aks/agentPool.ts';
import { reasonsOf } from '../arm/armError.ts';
import { type JsonObject, numberOf, objectOf, textMapOf, textOf, textsOf } from '../arm/json.ts';

/** Reads an agent pool as the API gives it. */
export function readAgentPool(body: JsonObject): AgentPool {
  const properties = objectOf(body['properties']);
  const workloadRuntime = textOf(properties['workloadRuntime']);
  const image = textOf(properties['nodeImageVersion']);
  const [failure] = reasonsOf(objectOf(objectOf(properties['status'])['provisioningError']));
  const autoscale = {
    min: numberOf(properties['minCount']) ?? 0,
    max: numberOf(properties['maxCount']) ?? 0,
  };
  return {
    name: textOf(body['name']),
    eTag: textOf(properties['eTag']),
    state: textOf(properties['provisioningState']),
    ...(failure ? { failure } : {}),
    workloadRuntime,
    isolation: isKataPool(workloadRuntime, image) ? 'kata' : 'none',
    osSku: textOf(properties['osSKU']),
    osType: textOf(properties['osType']) || 'Linux',
    vmSize: textOf(properties['vmSize']),
    mode: textOf(properties['mode']),
    count: numberOf(properties['count']) ?? 0,
    ...(properties['enableAutoScaling'] === true ? { autoscale } : {}),
    version:
      textOf(properties['currentOrchestratorVersion']) || textOf(properties['orchestratorVersion']),
    image,
    power: textOf(objectOf(properties['powerState'])['code']) || 'Running',
    priority: textOf(properties['scaleSetPriority']) || 'Regular',
    zones: textsOf(properties['availabilityZones']),
    labels: textMapOf(properties['nodeLabels']),
    taints: textsOf(properties['nodeTaints']),
    maxPods: numberOf(properties['maxPods']) ?? 0,
    surge: textOf(objectOf(properties['upgradeSettings'])['maxSurge']),
    properties,
  };
}
