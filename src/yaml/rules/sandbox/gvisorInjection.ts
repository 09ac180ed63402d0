import { volumesOf } from '../../objects/podFields.ts';
import {
  asMap,
  entryOf,
  itemsOf,
  keyOf,
  textOf,
  valueAt,
  type YamlEntry,
} from '../../parse/yamlNode.ts';
import { spanOf } from '../rule/podFlags.ts';
import type { PodRule, PodSubject, RuleFinding } from '../rule/rule.ts';

/** GV030 to GV032: what others put into a gVisor pod: a mesh, an image, claimed devices. */
export const gvisorInjection: PodRule = function* (subject) {
  yield* meshes(subject);
  yield* imageVolumes(subject);
  const claims = entryOf(subject.pod.spec, 'resourceClaims');
  if (!claims || itemsOf(claims.value).length === 0) return;
  yield {
    code: 'GV032',
    message:
      'gVisor does not keep to what a resource claim grants: with the DRA driver of NVIDIA the sandbox sees every GPU of the node, or does not start. Use the device plugin, or run the pod without gVisor.',
    at: spanOf(claims),
  };
};

/** How meshes are asked to join a pod: a label or an annotation, and its value. */
const MESHES: readonly (readonly [key: string, values: RegExp, mesh: string])[] = [
  ['sidecar.istio.io/inject', /^(?:true|y|yes|on)$/i, 'Istio'],
  ['linkerd.io/inject', /^(?:enabled|ingress)$/, 'Linkerd'],
  ['consul.hashicorp.com/connect-inject', /^true$/, 'Consul'],
  ['kuma.io/sidecar-injection', /^(?:enabled|true)$/, 'Kuma'],
  ['openservicemesh.io/sidecar-injection', /^(?:enabled|true|yes)$/, 'Open Service Mesh'],
];

function* meshes({ pod }: PodSubject): Generator<RuleFinding> {
  for (const place of ['labels', 'annotations']) {
    for (const entry of asMap(valueAt(pod.metadata, place))?.entries ?? []) {
      const mesh = meshOf(entry);
      if (mesh === undefined) continue;
      yield {
        code: 'GV030',
        message: `${mesh} adds an init container that redirects traffic with iptables, of which gVisor implements only part: the pod may not start, or stay outside of the mesh. Use the mesh's CNI plugin, or leave this pod out.`,
        at: spanOf(entry),
      };
    }
  }
}

function meshOf(entry: YamlEntry): string | undefined {
  const [key, value] = [keyOf(entry), textOf(entry.value) ?? ''];
  return MESHES.find(([name, values]) => name === key && values.test(value))?.[2];
}

function* imageVolumes({ pod }: PodSubject): Generator<RuleFinding> {
  for (const { map } of volumesOf(pod.spec)) {
    const image = entryOf(map, 'image');
    if (!image) continue;
    yield {
      code: 'GV031',
      message:
        'gVisor does not pass the files of an image volume into the sandbox: what is below its mount is not there. Copy them into an emptyDir by an init container, or build them into the image.',
      at: spanOf(image),
    };
  }
}
