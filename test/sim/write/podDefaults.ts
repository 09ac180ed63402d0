import { isJsonObject, type Json, type JsonObject } from '../kube/json.ts';
import { textOf } from '../kube/textOf.ts';
import type { Container, PodSpec } from '../kube/pod.ts';

/** Fills members that are absent; what is there stays. */
function withDefaults(object: JsonObject, defaults: JsonObject): void {
  for (const [name, value] of Object.entries(defaults)) {
    if (object[name] === undefined || object[name] === null) object[name] = value;
  }
}

const PROBE = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };

/** Sets the defaults of a pod spec in place, as decoding does, in pods and in templates. */
export function defaultPodSpec(spec: PodSpec): void {
  withDefaults(spec, {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  });
  const ephemeral = spec.ephemeralContainers ?? [];
  const containers = [...objects(spec.containers), ...objects(spec.initContainers)];
  for (const container of [...containers, ...objects(ephemeral)]) defaultContainer(container);
  for (const volume of objects(spec['volumes'])) defaultVolume(volume);
  if (spec['serviceAccountName'] !== undefined) {
    withDefaults(spec, { serviceAccount: spec['serviceAccountName'] });
  }
}

function defaultContainer(container: JsonObject): void {
  withDefaults(container, {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: pullPolicy(textOf(container['image'])),
  });
  for (const port of objects(container['ports'])) withDefaults(port, { protocol: 'TCP' });
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const probe = container[name];
    if (!isJsonObject(probe)) continue;
    withDefaults(probe, PROBE);
    if (isJsonObject(probe['httpGet'])) withDefaults(probe['httpGet'], { scheme: 'HTTP' });
  }
  for (const variable of objects(container['env'])) {
    const from = variable['valueFrom'];
    if (isJsonObject(from) && isJsonObject(from['fieldRef'])) {
      withDefaults(from['fieldRef'], { apiVersion: 'v1' });
    }
  }
  limitsAsRequests(container);
}

/** A limit without a request is the request too. */
function limitsAsRequests(container: JsonObject): void {
  const resources = container['resources'];
  if (!isJsonObject(resources) || !isJsonObject(resources['limits'])) return;
  const requests = isJsonObject(resources['requests']) ? resources['requests'] : {};
  withDefaults(requests, resources['limits']);
  resources['requests'] = requests;
}

function defaultVolume(volume: JsonObject): void {
  for (const kind of ['configMap', 'secret', 'projected', 'downwardAPI']) {
    if (isJsonObject(volume[kind])) withDefaults(volume[kind], { defaultMode: 420 });
  }
  if (isJsonObject(volume['hostPath'])) withDefaults(volume['hostPath'], { type: '' });
}

function pullPolicy(image: string): string {
  const tag = /:([^/:@]+)(@|$)/.exec(image)?.[1];
  return image.includes('@') || (tag !== undefined && tag !== 'latest') ? 'IfNotPresent' : 'Always';
}

function objects(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

const SERVICE_ACCOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * What admission adds to a pod that is created: the service account and its token, the priority
 * and the tolerations of short node troubles. In place.
 */
export function admitPodBasics(spec: PodSpec, suffix: string): void {
  withDefaults(spec, {
    serviceAccountName: 'default',
    preemptionPolicy: 'PreemptLowerPriority',
    priority: 0,
  });
  withDefaults(spec, { serviceAccount: spec['serviceAccountName'] });
  if (spec['automountServiceAccountToken'] !== false) mountToken(spec, suffix);
  const tolerations = spec.tolerations ?? [];
  for (const key of ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']) {
    const effect = 'NoExecute';
    const has = tolerations.some(
      (one) =>
        (one.key === key || one.key === undefined) &&
        (one.effect === effect || one.effect === undefined),
    );
    if (!has) tolerations.push({ key, operator: 'Exists', effect, tolerationSeconds: 300 });
  }
  spec.tolerations = tolerations;
}

function mountToken(spec: PodSpec, suffix: string): void {
  const name = `kube-api-access-${suffix}`;
  const mount = { name, readOnly: true, mountPath: SERVICE_ACCOUNT_PATH };
  for (const container of [...spec.containers, ...(spec.initContainers ?? [])]) {
    addTokenMount(container, mount);
  }
  const volumes = Array.isArray(spec['volumes']) ? spec['volumes'] : [];
  volumes.push({
    name,
    projected: {
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        {
          downwardAPI: {
            items: [
              {
                path: 'namespace',
                fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' },
              },
            ],
          },
        },
      ],
      defaultMode: 420,
    },
  });
  spec['volumes'] = volumes;
}

function addTokenMount(container: Container, mount: JsonObject): void {
  const mounts = objects(container['volumeMounts']);
  if (!mounts.some((other) => other['mountPath'] === SERVICE_ACCOUNT_PATH)) {
    container['volumeMounts'] = [...mounts, mount];
  }
}
