import { window } from 'vscode';
import { quickPickText } from '../../../base/text/plainText.ts';
import type { RawPod } from '../../../kube/resources/podResource.ts';
import { listOf, stringOf } from '../../../model/kubernetes/kubernetesObject.ts';

/** All containers of a pod. */
export function containerNames(raw: RawPod): readonly string[] {
  const { containers, initContainers } = (raw.spec ?? {}) as Record<
    'containers' | 'initContainers',
    readonly { readonly name?: string }[] | undefined
  >;
  return [...listOf(containers), ...listOf(initContainers)].map(({ name }) => stringOf(name));
}

/** Asks for a container where there are several. */
export async function pickContainer(
  names: readonly string[],
  title: string,
): Promise<string | undefined> {
  if (names.length <= 1) return names[0];
  const items = names.map((name) => ({ label: quickPickText(name), name }));
  return (await window.showQuickPick(items, { title, placeHolder: 'Choose a container' }))?.name;
}
