import { plainText } from '../../base/text/plainText.ts';
import type { RuntimeClass } from '../runtimeClass/runtimeClass.ts';
import { AGENTS_GROUP } from './agentKinds.ts';

const NAME = 'agent-sandboxes-name-a-sandbox';

/** The cluster whose classes they are. */
export interface PolicyCluster {
  readonly name: string;
  /** Why these may not be its classes, as sentences without their full stop. */
  readonly limits?: readonly string[];
}

/**
 * A ValidatingAdmissionPolicy, with its binding, for pods that a Sandbox owns, as YAML: they have
 * to name one of the classes. Says what it does not catch. Source: Kubernetes,
 * reference/access-authn-authz/validating-admission-policy (1.36); that it sees every pod which the
 * controller makes was tried on 1.36.3.
 */
export function agentPolicy(
  classes: readonly RuntimeClass[],
  cluster: PolicyCluster | undefined,
): string {
  const names = classes.map(({ name }) => name);
  const list = names.map((name) => `'${name}'`).join(', ');
  const limits = (cluster?.limits ?? []).map((limit) => `# ${plainText(limit, 500)}.\n`).join('');
  const handlers = classes.map(({ name, handler }) => `${name} (${handler})`).join(', ');
  return `# Refuses the pods of agent Sandboxes (${AGENTS_GROUP}) that do not name a RuntimeClass which is a sandbox${cluster === undefined ? '' : ` in ${plainText(cluster.name)}`}:
# ${handlers}.
${limits}#
# What it does not catch:
# - pods that run already, and a pod made by hand that a Sandbox adopts;
# - a class that is deleted and made again under its name with another handler: a name proves nothing, a kernel check does;
# - pods that no Sandbox owns.
# A class that is added to the cluster has to be added to the list below.
#
# Nothing has been applied. To be told first what it would refuse, set validationActions to [Warn, Audit].
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: ${NAME}
spec:
  failurePolicy: Fail
  matchConstraints:
    resourceRules:
      - apiGroups: ['']
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
  matchConditions:
    - name: pod-of-an-agent-sandbox
      expression: >-
        has(object.metadata.ownerReferences) && object.metadata.ownerReferences.exists(owner,
        owner.kind == 'Sandbox' && owner.apiVersion.startsWith('${AGENTS_GROUP}/'))
  validations:
    - expression: >-
        has(object.spec.runtimeClassName) && object.spec.runtimeClassName in [${list}]
      message: 'the pod of an agent Sandbox has to name a RuntimeClass that is a sandbox: ${names.join(', ')}'
      reason: Invalid
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: ${NAME}
spec:
  policyName: ${NAME}
  validationActions: [Deny]
`;
}
