import { KATA_OVERHEAD } from '../../model/runtimeClass/newRuntimeClass.ts';
import { ofFamily } from './findingInfo.ts';
import { SOURCES } from './sources.ts';

/** What the RuntimeClass admission and the API server say of classes and of pods that name one. */
export const RUNTIME_CLASS_CODES = ofFamily('cluster', {
  RC001: {
    severity: 'error',
    title: 'RuntimeClass that does not exist',
    why: 'Its pods are rejected when they are created. A Deployment is accepted all the same, and only its ReplicaSet says so, in an event `FailedCreate`.',
    remedy: 'Choose another class, or create it.',
    source: SOURCES.admission,
  },
  RC002: {
    severity: 'error',
    title: 'nodeSelector that conflicts with the class',
    why: 'The class adds its own nodeSelector, and a label with another value in that of the pod makes the API server reject the pod.',
    remedy: 'Remove the label from the pod.',
    source: SOURCES.admission,
  },
  RC003: {
    severity: 'error',
    title: 'overhead set by hand',
    why: 'Pods are rejected unless it is exactly that of the class.',
    remedy: 'Remove `overhead`: the class sets it by itself.',
    source: SOURCES.admission,
  },
  RC004: {
    severity: 'error',
    title: 'handler or class name that the API server refuses',
    why: 'A handler is a DNS label of at most 63 characters, the name of a class a DNS subdomain of at most 253.',
    remedy: 'Rename it. A handler has to be named as containerd on the nodes has it.',
    source: SOURCES.validation,
  },
  RC005: {
    severity: 'error',
    title: 'handler of an existing class changed',
    why: 'A handler is immutable.',
    remedy: 'Delete the class and create it anew, or create one with another name.',
    source: SOURCES.validation,
  },
  RC006: {
    severity: 'warning',
    title: 'class that may reach nodes without its handler',
    why: 'The scheduler does not know handlers: pods that it puts on such a node fail there with FailedCreatePodSandBox, again and again.',
    remedy: 'Select the nodes that have the handler in `scheduling.nodeSelector`.',
    source: SOURCES.runtimeClass,
  },
  RC007: {
    severity: 'warning',
    title: 'class without the tolerations that its nodes need',
    why: 'Every node that can run the class has a taint: each pod would have to tolerate it by itself, or stays Pending.',
    remedy: 'Add the toleration to `scheduling.tolerations` of the class.',
    source: SOURCES.runtimeClass,
  },
  RC008: {
    severity: 'warning',
    title: 'Kata class without overhead',
    why: 'The scheduler does not count what the VM itself needs on the node, and it may be killed for lack of memory.',
    remedy: `Set \`overhead.podFixed.memory\`: for pods up to 1Gi AKS suggests 128Mi, up to 4Gi 374Mi; its own class, whose VM of 512Mi it counts in, has ${KATA_OVERHEAD}.`,
    source: `${SOURCES.aks}; Kata Containers, kata-deploy`,
  },
  RC009: {
    severity: 'error',
    title: 'empty runtimeClassName',
    why: 'The API server refuses it, of a Pod ("resource name may not be empty") and of a template ("Invalid value"). In a custom resource it is information: many an operator reads it as none.',
    remedy: 'Remove it for the default runtime, or name a class.',
    source:
      'Kubernetes, plugin/pkg/admission/runtimeclass/admission.go and pkg/apis/core/validation/validation.go (1.36.3, tried)',
  },
  RC010: {
    severity: 'warning',
    title: 'huge pages in an overhead without CPU or memory',
    why: 'An overhead of huge pages alone is refused.',
    remedy: 'Add CPU or memory to it.',
    source: SOURCES.validation,
  },
  RC011: {
    severity: 'information',
    title: 'existing class changed',
    why: 'Overhead and scheduling of a class are given to pods when they are created: those that run already keep the old ones.',
    remedy: 'Restart the pods of the class.',
    source: SOURCES.runtimeClass,
  },
  RC012: {
    severity: 'error',
    title: 'runtimeClassName that no API server takes',
    why: 'It has to be a DNS subdomain: lower case letters, digits, `-` and `.`. A character that does not show, as text that was pasted may have it, is said by its number.',
    remedy: 'Write the name anew.',
    source: 'Kubernetes, pkg/apis/core/validation/validation.go (1.36.3)',
  },
  RC013: {
    severity: 'error',
    title: 'hostUsers: false with a handler that has no user namespaces',
    why: 'The kubelet does not start the pod. It is information for gVisor where the nodes do not say in `status.runtimeHandlers` what their handlers have.',
    remedy: 'Remove it, or upgrade what the handler runs.',
    source: 'Kubernetes, pkg/kubelet/userns/userns_manager.go (1.36.3); google/gvisor#13303',
  },
});

/** What nodes and namespaces of the cluster say. */
export const CLUSTER_CODES = ofFamily('cluster', {
  CL001: {
    severity: 'warning',
    title: 'no capable node',
    why: 'No node that the class selects is ready, schedulable and serves its handler: the pod stays Pending, or its sandbox cannot be made.',
    remedy: 'Add such nodes, or choose another class.',
    source: `${SOURCES.scheduler}; ${SOURCES.runtimeClass}`,
  },
  CL002: {
    severity: 'warning',
    title: 'nodeSelector that matches no node',
    why: 'No node has all the labels that the pod and its class select: the pod stays Pending.',
    remedy: 'Change the label to one that nodes have.',
    source: SOURCES.scheduler,
  },
  CL003: {
    severity: 'warning',
    title: 'untolerated taint',
    why: 'Each node that could run the pod has a taint that neither the pod nor its class tolerates: the pod stays Pending.',
    remedy: 'Tolerate the taint, in the pod or in the class.',
    source: SOURCES.scheduler,
  },
  CL004: {
    severity: 'warning',
    title: 'node affinity that no node satisfies',
    why: 'No node that could run the pod otherwise matches its required affinity: the pod stays Pending.',
    remedy: 'Change the affinity, or make it a preferred one.',
    source: SOURCES.scheduler,
  },
  CL005: {
    severity: 'warning',
    title: 'too large for any capable node',
    why: 'The requests, with the overhead of the class, are more than the largest node that could run the pod has.',
    remedy: 'Ask for less, or add larger nodes.',
    source: SOURCES.scheduler,
  },
  CL006: {
    severity: 'error',
    title: 'class that promises a sandbox and is none',
    why: "The class says gVisor or Kata by its name, and its handler runs pods on the node's own kernel.",
    remedy: 'Choose another class, or give this one a handler that is a sandbox.',
    source: SOURCES.runtimeClass,
  },
  CL007: {
    severity: 'warning',
    title: 'nodeName of a node that cannot run the class',
    why: '`nodeName` goes around the scheduler, and this node does not have what the class needs: the pod fails there, or never starts.',
    remedy: 'Remove `nodeName`, or name another node.',
    source: SOURCES.runtimeClass,
  },
  CL008: {
    severity: 'information',
    title: 'namespace that does not exist',
    why: 'Objects in it are refused until it is there.',
    remedy: 'Create the namespace first.',
    source: 'Kubernetes API',
  },
  CL009: {
    severity: 'warning',
    title: 'amount of memory that cannot be meant',
    why: '`m` is a thousandth of a byte, and a number alone counts bytes: no container starts with so little.',
    remedy: 'Write it as `512Mi` or `1Gi`.',
    source: 'Kubernetes, pkg/api/pod/warnings.go (1.36.3)',
  },
  CL010: {
    severity: 'error',
    title: 'request above its limit, or containers above their pod',
    why: 'The API server refuses it.',
    remedy: 'Raise the limit, or request less.',
    source: 'Kubernetes, pkg/apis/core/validation/validation.go (1.36.3)',
  },
});
