import {
  asMap,
  itemsOf,
  keyOf,
  resolved,
  textOf,
  valueAt,
  type YamlMap,
  type YamlNode,
} from '../parse/yamlNode.ts';
import { OS_LABEL } from '../../model/labels.ts';
import { booleanOf } from '../parse/scalarType.ts';
import type { Span } from '../parse/span.ts';
import { type LabelChoice, nodeTermsOf } from './nodeTerms.ts';

/** A key or index on the way to a field. */
export type PathStep = string | number;

/** A container of a pod spec, and the way to it. */
export interface ContainerView {
  readonly map: YamlMap;
  readonly name: string;
  /** From the pod spec. */
  readonly path: readonly PathStep[];
  readonly kind: 'containers' | 'initContainers' | 'ephemeralContainers';
}

/** The containers of a pod spec, of each kind, in the order of the text. */
export function containersOf(spec: YamlMap): readonly ContainerView[] {
  return (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((kind) =>
    itemsOf(valueAt(spec, kind)).flatMap((item, index): ContainerView[] => {
      const map = asMap(item);
      if (!map) return [];
      return [{ map, name: textOf(valueAt(map, 'name')) ?? '', path: [kind, index], kind }];
    }),
  );
}

/** Whether a container is a native sidecar: an init container that goes on beside the others. */
export function isSidecar({ kind, map }: ContainerView): boolean {
  return kind === 'initContainers' && textOf(valueAt(map, 'restartPolicy')) === 'Always';
}

/** Whether a container runs side by side with the others: one of them, or a sidecar. */
export function isBeside(container: ContainerView): boolean {
  return container.kind === 'containers' || isSidecar(container);
}

/** What messages call a container: its name in quotes, or its place. */
export function containerName({ name, path, kind }: ContainerView): string {
  if (name !== '') return `"${name}"`;
  const index = Number(path[1]);
  const place = ORDINALS[index] ?? `${index + 1}th`;
  return `the ${place} ${kind === 'containers' ? 'container' : 'init container'}`;
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

/** A volume of a pod spec. */
export interface VolumeView {
  readonly map: YamlMap;
  readonly name: string;
  readonly path: readonly PathStep[];
}

export function volumesOf(spec: YamlMap): readonly VolumeView[] {
  return itemsOf(valueAt(spec, 'volumes')).flatMap((item, index): VolumeView[] => {
    const map = asMap(item);
    if (!map) return [];
    return [{ map, name: textOf(valueAt(map, 'name')) ?? '', path: ['volumes', index] }];
  });
}

/** Whether a pod says that it is one of Windows, which no sandbox runs. */
export function isWindowsPod(spec: YamlMap): boolean {
  if (textOf(valueAt(spec, 'os', 'name')) === 'windows') return true;
  return windowsLabels(spec).length > 0 || windowsTerms(spec).length > 0;
}

/** The labels of a pod's node selector that choose nodes with Windows. */
export function windowsLabels(spec: YamlMap): readonly TextEntry[] {
  return textEntries(valueAt(spec, 'nodeSelector')).filter(
    ({ key, value }) => OS_KEYS.has(key) && value === 'windows',
  );
}

/** What each term of a node affinity chooses Windows by; none where a term may do without. */
export function windowsTerms(spec: YamlMap): readonly LabelChoice[] {
  const terms = nodeTermsOf(spec).map((term) =>
    term.find(({ key, values }) => OS_KEYS.has(key) && values.every((one) => one === 'windows')),
  );
  return terms.every((term) => term !== undefined) ? terms : [];
}

/** The second one is that of Kubernetes up to 1.13, which nodes still have. */
const OS_KEYS: ReadonlySet<string> = new Set([OS_LABEL, `beta.${OS_LABEL}`]);

/** Whether a field is there and true. */
export function isTrue(node: YamlNode | undefined): boolean {
  const scalar = resolved(node);
  return scalar?.kind === 'scalar' && booleanOf(scalar) === true;
}

/** An entry of a map whose value is a text. */
export interface TextEntry {
  readonly key: string;
  readonly value: string;
  readonly node: YamlNode;
  /** From its key to the end of its value. */
  readonly span: Span;
}

/** The entries of a map whose values are texts: labels, selectors, quantities. */
export function textEntries(node: YamlNode | undefined): readonly TextEntry[] {
  return (asMap(node)?.entries ?? []).flatMap((entry) => {
    const key = keyOf(entry);
    const value = textOf(entry.value);
    if (key === undefined || value === undefined) return [];
    const span = { start: entry.key.start, end: Math.max(entry.key.end, entry.value.end) };
    return [{ key, value, node: entry.value, span }];
  });
}
