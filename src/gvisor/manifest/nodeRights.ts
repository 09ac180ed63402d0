import type { ObjectManifest } from '../../kube/write/apply.ts';
import { GVISOR_LABEL } from '../../model/labels.ts';
import { INSTALLER, NAMESPACE, NODE_POLICY, NODE_POLICY_BINDING } from './installerNames.ts';

/** What the installer tells of a node, each an annotation that begins with the label's name. */
const TOLD = ['state', 'kernel', 'reason', 'step', 'release'].map(
  (what) => `'${GVISOR_LABEL}-${what}'`,
);
const MAX_TOLD = 1024;

/** The claim of a pod's token that names its node (KEP-4193, on since Kubernetes 1.30). */
const NODE_CLAIM = 'authentication.kubernetes.io/node-name';

/**
 * RBAC can only let the installer patch every node or none. This policy ends its token at the node
 * that its pod runs on: there it may change its label and its annotations, and elsewhere nothing.
 * Source: Kubernetes, reference/access-authn-authz/validating-admission-policy (1.36).
 */
export function nodeRights(labels: Readonly<Record<string, string>>): readonly ObjectManifest[] {
  return [
    {
      apiVersion: NODE_POLICY.apiVersion,
      kind: NODE_POLICY.kind,
      metadata: { name: NODE_POLICY.name, labels },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [
            { apiGroups: [''], apiVersions: ['v1'], operations: ['UPDATE'], resources: ['nodes'] },
          ],
        },
        matchConditions: [
          {
            name: 'installer',
            expression: `request.userInfo.username == 'system:serviceaccount:${NAMESPACE}:${INSTALLER}'`,
          },
        ],
        variables: [
          mapOf('labels', 'object', 'labels'),
          mapOf('oldLabels', 'oldObject', 'labels'),
          mapOf('told', 'object', 'annotations'),
          mapOf('oldTold', 'oldObject', 'annotations'),
        ],
        validations: VALIDATIONS,
      },
    },
    {
      apiVersion: NODE_POLICY_BINDING.apiVersion,
      kind: NODE_POLICY_BINDING.kind,
      metadata: { name: NODE_POLICY_BINDING.name, labels },
      spec: { policyName: NODE_POLICY.name, validationActions: ['Deny'] },
    },
  ];
}

function mapOf(name: string, of: string, field: string) {
  return { name, expression: `has(${of}.metadata.${field}) ? ${of}.metadata.${field} : {}` };
}

/** That a list of the metadata is as it was. */
function sameList(field: string): string {
  const list = (of: string): string =>
    `(has(${of}.metadata.${field}) ? ${of}.metadata.${field} : [])`;
  return `${list('object')} == ${list('oldObject')}`;
}

const VALIDATIONS = [
  {
    expression: `has(request.userInfo.extra) && '${NODE_CLAIM}' in request.userInfo.extra && request.userInfo.extra['${NODE_CLAIM}'].exists(n, n == object.metadata.name)`,
    message: 'the installer may change the node that its pod runs on only',
  },
  {
    expression: 'object.spec == oldObject.spec',
    message: 'the installer may not change what a node is for: taints, cordons',
  },
  {
    expression: [
      `variables.labels.all(k, k == '${GVISOR_LABEL}' || (k in variables.oldLabels && variables.oldLabels[k] == variables.labels[k]))`,
      `variables.oldLabels.all(k, k == '${GVISOR_LABEL}' || k in variables.labels)`,
    ].join(' && '),
    message: `the installer may change the label ${GVISOR_LABEL} only`,
  },
  {
    expression: [
      `variables.told.all(k, (k in [${TOLD.join(', ')}] && size(variables.told[k]) <= ${MAX_TOLD}) || (k in variables.oldTold && variables.oldTold[k] == variables.told[k]))`,
      `variables.oldTold.all(k, k.startsWith('${GVISOR_LABEL}-') || k in variables.told)`,
    ].join(' && '),
    message: `the installer may change its own annotations only, of ${MAX_TOLD} characters at most`,
  },
  {
    expression: `${sameList('finalizers')} && ${sameList('ownerReferences')}`,
    message: 'the installer may not change finalizers or owners of a node',
  },
];
