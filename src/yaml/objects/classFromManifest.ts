import { type RuntimeClass, runtimeClassOf } from '../../model/runtimeClass/runtimeClass.ts';
import type { Toleration } from '../../model/kubernetes/taint.ts';
import type { Manifest } from './manifests.ts';
import { itemsOf, textOf, valueAt, type YamlNode } from '../parse/yamlNode.ts';
import { textEntries } from './podFields.ts';

/** Whether a manifest is a RuntimeClass. */
export function isRuntimeClass({ apiVersion, kind }: Manifest): boolean {
  return kind === 'RuntimeClass' && apiVersion.startsWith('node.k8s.io/');
}

/** The RuntimeClass that a manifest makes when it is applied. */
export function classFromManifest({ map, name }: Manifest): RuntimeClass {
  return runtimeClassOf({
    name,
    uid: '',
    handler: textOf(valueAt(map, 'handler')) ?? '',
    overhead: textMapOf(valueAt(map, 'overhead', 'podFixed')),
    nodeSelector: textMapOf(valueAt(map, 'scheduling', 'nodeSelector')),
    tolerations: tolerationsOf(valueAt(map, 'scheduling', 'tolerations')),
  });
}

/** The tolerations of a list in a manifest. */
export function tolerationsOf(node: YamlNode | undefined): readonly Toleration[] {
  return itemsOf(node).map((item) =>
    Object.fromEntries(
      (['key', 'operator', 'value', 'effect'] as const).flatMap((field) => {
        const text = textOf(valueAt(item, field));
        return text === undefined || text === '' ? [] : [[field, text]];
      }),
    ),
  );
}

/** The texts of a map in a manifest. */
export function textMapOf(node: YamlNode | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(textEntries(node).map(({ key, value }) => [key, value]));
}
