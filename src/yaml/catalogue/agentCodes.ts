import { ofFamily } from './findingInfo.ts';
import { SOURCES } from './sources.ts';

/**
 * Agent sandboxes (kubernetes-sigs/agent-sandbox): what asks for no sandbox, and what never works.
 */
export const AGENT_CODES = ofFamily('cluster', {
  AG001: {
    severity: 'warning',
    title: 'agent sandbox that asks for no sandbox',
    why: "A Sandbox isolates nothing by itself: only the RuntimeClass of its pod does, and neither the CRD nor the controller sets one. Without it the agent's code runs on the node's own kernel.",
    remedy: 'Name the class of gVisor or Kata in `spec.podTemplate.spec.runtimeClassName`.',
    source: `${SOURCES.agents}, docs/security/threat_model.md and api/v1beta1`,
  },
  AG002: {
    severity: 'error',
    title: 'agent sandbox whose RuntimeClass is not a sandbox',
    why: "The class exists, and its handler runs pods on the node's own kernel.",
    remedy: 'Name a class whose handler is a sandbox.',
    source: `${SOURCES.agents}, docs/security/threat_model.md`,
  },
  AG003: {
    severity: 'error',
    title: 'runtimeClassName at the wrong place, or misspelt',
    why: 'kubectl refuses the field. A client without strict validation has it dropped, and the pods run without a class.',
    remedy: 'Write it as `spec.podTemplate.spec.runtimeClassName`.',
    source: 'Kubernetes 1.36.3 with the CRDs of agent-sandbox (tried, 2026-11-27)',
  },
  AG004: {
    severity: 'warning',
    title: 'agent with a token of the API server',
    why: "The agent's code can use the rights of the service account. The controller turns the token off for the pods of a template that says nothing, not for those of a Sandbox made by hand.",
    remedy: 'Set `automountServiceAccountToken: false`, unless the agent is to speak to the API.',
    source: `${SOURCES.agents}, extensions/controllers`,
  },
  AG005: {
    severity: 'warning',
    title: 'network of an agent that is open',
    why: 'A rule that allows everything reaches Services, other pods and the metadata of the node. With `networkPolicyManagement: Unmanaged` there is no policy at all: that is reported as information.',
    remedy: 'Allow what the agent needs, with `except` for private networks.',
    source: `${SOURCES.agents}, extensions/api/v1beta1`,
  },
  AG006: {
    severity: 'information',
    title: 'agent without a memory limit',
    why: 'One agent can use up the memory of its node, and others are killed for it.',
    remedy: 'Set `resources.limits.memory`.',
    source: SOURCES.agents,
  },
  AG007: {
    severity: 'error',
    title: 'template that does not exist',
    why: 'No Sandbox is made, and before v1.0.7 nothing says so. Among manifests without a cluster it is a warning.',
    remedy: 'Choose another template of the same namespace, or create it.',
    source: `${SOURCES.agents}, issue 1570`,
  },
  AG008: {
    severity: 'error',
    title: 'warm pool that does not exist',
    why: 'The claim stays without a Sandbox: `WarmPoolNotFound`. Among manifests without a cluster it is a warning.',
    remedy: 'Choose another pool of the same namespace, or create it.',
    source: `${SOURCES.agents}, extensions/controllers`,
  },
  AG009: {
    severity: 'error',
    title: 'v1alpha1 of agent sandboxes',
    why: 'Release v1.0.0 removed it, with its conversion. It is a warning while it is not known which versions the cluster serves.',
    remedy:
      'Write `v1beta1`. A Sandbox has `operatingMode` for `replicas` there, and a claim names a pool by `warmPoolRef`.',
    source: `${SOURCES.agents}, release v1.0.0 (2026-08-28)`,
  },
  AG010: {
    severity: 'error',
    title: 'claim with variables of its own',
    why: 'A template refuses them unless `envVarsInjectionPolicy` allows them: `EnvVarsInjectionRejected`. Where it does they cost a cold start and stand in the claim in clear text: that is reported as information.',
    remedy: 'Put variables into the template, and secrets behind `secretKeyRef`.',
    source: `${SOURCES.agents}, extensions/api/v1beta1`,
  },
  AG011: {
    severity: 'warning',
    title: 'agent on an open node',
    why: 'Host namespaces, hostPath, hostPort and privileged open the node to the agent, and no sandbox stands between.',
    remedy: 'Remove it.',
    source: `${SOURCES.agents}, docs/security/threat_model.md`,
  },
  AG012: {
    severity: 'information',
    title: 'old members of a warm pool',
    why: 'A pool on `OnReplenish`, the default, keeps free members with the class that its template had, and hands them to new claims.',
    remedy: 'Set `updateStrategy.type: Recreate`, or delete the free members.',
    source: `${SOURCES.agents}, extensions/controllers; issue 612`,
  },
  AG013: {
    severity: 'warning',
    title: 'metadata that the controller drops or refuses',
    why: 'Keys of the project itself never reach a pod: that is reported as information. A claim with labels outside of `sandbox.users.io/`, or with annotations of Kubernetes, stays without a Sandbox: `InvalidMetadata`.',
    remedy: 'Rename the key. The controller can be told to allow other domains for labels.',
    source: `${SOURCES.agents}, extensions/controllers`,
  },
  AG014: {
    severity: 'information',
    title: 'agent that asks public DNS',
    why: 'Without `networkPolicy` and `dnsPolicy` the controller sets `dnsPolicy: None` with 8.8.8.8 and 1.1.1.1, and its policy keeps the pods from private networks, the DNS of the cluster among them.',
    remedy:
      'Where the agent needs names of the cluster or of private zones set `dnsPolicy` and, in `networkPolicy`, a rule to the DNS.',
    source: `${SOURCES.agents}, extensions/controllers`,
  },
  AG015: {
    severity: 'error',
    title: 'name that no Service can have',
    why: 'With `service: true` the Service is named as the Sandbox, of at most 63 characters.',
    remedy: 'Shorten the name.',
    source: `${SOURCES.agents}, release v1.0.6`,
  },
  AG016: {
    severity: 'error',
    title: 'volumes of a live Sandbox changed',
    why: '`volumeClaimTemplates` of a Sandbox cannot be changed.',
    remedy: 'Make a new Sandbox.',
    source: `${SOURCES.agents}, api/v1beta1, a CEL rule since v0.5.3`,
  },
});
