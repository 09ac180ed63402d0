import { AKS_KATA_LABELS } from '../../../model/labels.ts';
import type { NamedClass } from '../../facts/namedClass.ts';

/** The class of confidential containers, whose VM is sized otherwise. */
export const CONFIDENTIAL_CLASS = 'kata-cc-isolation';

/** Whether a class runs pods on nodes of AKS Pod Sandboxing: by its name, or its own selector. */
export function isAksKata(named: NamedClass | undefined): boolean {
  if (named?.name === 'kata-vm-isolation' || named?.name === 'kata-mshv-vm-isolation') return true;
  const selector = named?.runtimeClass?.nodeSelector ?? {};
  return AKS_KATA_LABELS.some((label) => label in selector);
}

/** Whether the pod's VM is one of the cloud, made elsewhere than on the node (Kata's peer pods). */
export function isPeerPod(named: NamedClass | undefined): boolean {
  return [named?.name, named?.runtimeClass?.handler].some(
    (one) => one !== undefined && /(?:^|-)(?:remote|peer-?pods?)(?:-|$)/.test(one),
  );
}
