/** Where the API server refuses a document and the structure check says nothing, and why that stays. */
export interface SilentDifference {
  readonly why: string;
  readonly is: (document: SilentDocument) => boolean;
}

export interface SilentDocument {
  readonly file: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** What the product takes it for. */
  readonly role: string;
}

const NO_KINDS_OF_A_SERVER: ReadonlySet<string> = new Set([
  'v1 Config',
  'v1 DeploymentConfig',
  'v1 PodExecOptions',
]);

export const SILENT_DIFFERENCES: readonly SilentDifference[] = [
  {
    why: 'a template or a patch is not yet what is applied',
    is: ({ role }) => role !== 'manifest',
  },
  {
    why: 'a value that something replaces before, by its shape: $NAME, ${NAME}, __NAME__, <Name>',
    is: ({ file }) =>
      /nginx-external\.yaml$|testdata\/invalid-yaml\.yaml$|cloud-pvl-admission\/|pod-running-with-job/.test(
        file,
      ),
  },
  {
    why: 'kubectl sends the items of a list, each by itself',
    is: ({ kind }) => kind.endsWith('List'),
  },
  {
    why: 'a file of kubectl, of OpenShift or of a subresource has a kind of its own and `v1`',
    is: ({ apiVersion, kind }) => NO_KINDS_OF_A_SERVER.has(`${apiVersion} ${kind}`),
  },
  {
    why: 'an apiVersion that is none is of another program (Kustomize, ksonnet)',
    is: ({ apiVersion }) => !/(?:^|\/)v\d/.test(apiVersion),
  },
  {
    why: 'a kind behind a feature gate, and one that is a subresource',
    is: ({ apiVersion, kind }) => apiVersion.startsWith('resource.k8s.io/') || kind === 'Scale',
  },
];

/** Pod specs that a plain search finds and no rule reads; `head` is what stands at the margin of their document. */
export const UNREAD_PODS: readonly {
  readonly why: string;
  readonly is: (head: string) => boolean;
}[] = [
  {
    why: 'no object: values of a chart, overlays, steps and fixtures of other programs',
    is: (head) => !/^apiVersion:/m.test(head) || !/^kind:/m.test(head),
  },
  {
    why: 'patterns of Kyverno, which say what pods have to look like, and its tests',
    is: (head) => /^apiVersion: \S*kyverno\.io\//m.test(head),
  },
  {
    why: 'the template of a sidecar injector in a text: a Go template within the settings of another program',
    is: (head) => /^kind: (?:ConfigMap|IstioOperator)$/m.test(head),
  },
  {
    why: 'kinds of OpenShift in the group of Kubernetes itself, which it no longer serves',
    is: (head) => /^kind: DeploymentConfig$/m.test(head),
  },
];
