import type { RuntimeClass } from '../kube/node.ts';
import { GVISOR_TAINT } from './pools.ts';
import { AKS_KATA_LABELS, GVISOR_LABEL } from '../../../src/model/labels.ts';

/** The RuntimeClasses of the sample. */
export function sampleRuntimeClasses(): RuntimeClass[] {
  const { key, value = '', effect } = GVISOR_TAINT;
  return [
    {
      ...runtimeClass('gvisor', 'runsc', {
        scheduling: {
          nodeSelector: { [GVISOR_LABEL]: 'true' },
          tolerations: [{ key, operator: 'Equal', value, effect }],
        },
      }),
      metadata: { name: 'gvisor', labels: { 'app.kubernetes.io/managed-by': 'aks-sandbox' } },
    },
    ...kataClasses(),
    // Its name promises nothing, and its handler is the node's default.
    runtimeClass('fast', 'runc', {}),
    // Nobody serves it: pods of this class stay Pending.
    runtimeClass('kata-qemu', 'kata-qemu', {
      scheduling: { nodeSelector: { 'katacontainers.io/kata-runtime': 'true' } },
    }),
  ];
}

/** The classes that AKS adds with the first Kata pool: today's name, and the one before. */
export function kataClasses(): RuntimeClass[] {
  return [
    kataClass('kata-vm-isolation', AKS_KATA_LABELS[0]),
    kataClass('kata-mshv-vm-isolation', AKS_KATA_LABELS[1]),
  ];
}

function kataClass(name: string, label: string): RuntimeClass {
  return {
    ...runtimeClass(name, 'kata', {
      overhead: { podFixed: { memory: '600Mi' } },
      scheduling: { nodeSelector: { [label]: 'true' } },
    }),
    metadata: {
      name,
      labels: {
        'addonmanager.kubernetes.io/mode': 'Reconcile',
        'kubernetes.io/cluster-service': 'true',
      },
    },
  };
}

function runtimeClass(
  name: string,
  handler: string,
  rest: Pick<RuntimeClass, 'overhead' | 'scheduling'>,
): RuntimeClass {
  return {
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name },
    handler,
    ...rest,
  };
}
