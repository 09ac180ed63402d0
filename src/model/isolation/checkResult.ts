import { type Isolation, ISOLATION_NAMES } from './isolation.ts';

/** What the kernel says about a pod. */
export type Verdict = 'gvisor' | 'vm' | 'host-kernel' | 'indeterminate' | 'not-applicable';

/** Where a piece of evidence comes from, as the keys of a table. */
export const EVIDENCE_SOURCES = {
  uname: true,
  'proc-version': true,
  cmdline: true,
  'boot-id': true,
  marker: true,
  kubectl: true,
  node: true,
  error: true,
} as const;

export type EvidenceSource = keyof typeof EVIDENCE_SOURCES;

/**
 * Whose program read a kernel: one of the pod's own `image`, which may print anything; the
 * product's, in an `ephemeral` container in the pod's sandbox; or the product's in a `canary` pod,
 * which speaks of the class on the node and never of the pod.
 */
export type ReadBy = 'image' | 'ephemeral' | 'canary';

/** By whom a kernel was read, in the product's own sentences. */
export const READ_BY_NAMES: Readonly<Record<ReadBy, string>> = {
  image: "the image's own programs",
  ephemeral: 'an ephemeral container',
  canary: 'a canary pod, which speaks of this class on this node, not of the pod',
};

/** Said where an installed kubectl ran the commands that read a kernel, not this product. */
export const THROUGH_KUBECTL = 'read through kubectl exec';

export interface Evidence {
  readonly source: EvidenceSource;
  /** The container it was read in; absent for what was read from the API. */
  readonly container?: string;
  readonly text: string;
}

/** An agent Sandbox as it stands behind a result. */
export interface CheckedSandbox {
  readonly name: string;
  /** The class that its template names now; empty for none. */
  readonly runtimeClass: string;
  /** What that class promises. */
  readonly promise: Isolation;
  /** The pod asks for less than the template promises. */
  readonly isLess: boolean;
}

/** The result of checking one pod: what the report, the tree and the command line show. */
export interface CheckResult {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** The pod's phase when it was checked. */
  readonly phase?: string;
  /** What controls the pod; absent where nothing does. */
  readonly owner?: { readonly kind: string; readonly name: string };
  /** The agent Sandbox that controls the pod; absent where none does, or it could not be read. */
  readonly sandbox?: CheckedSandbox;
  readonly runtimeClass: string | undefined;
  readonly handler: string | undefined;
  readonly claim: Isolation;
  readonly verdict: Verdict;
  /** Absent when no kernel was read. */
  readonly readBy?: ReadBy;
  /** How the commands that read it were run, where that was not by this product itself. */
  readonly readThrough?: 'kubectl';
  /** The kernel release that the pod sees, where it could be read. */
  readonly kernel: string | undefined;
  readonly node: string | undefined;
  readonly nodeKernel: string | undefined;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

/**
 * The result of a pod that is now in a phase; `undefined` where how the pod is tells more: it did
 * not run when it was checked, or does not run now.
 */
export function resultNow(
  known: CheckResult | undefined,
  phaseNow: string,
): CheckResult | undefined {
  if (known?.verdict !== 'indeterminate' || known.phase === undefined) return known;
  return known.phase === 'Running' && phaseNow === 'Running' ? known : undefined;
}

/** How a verdict is called in the product's own sentences. */
export const VERDICT_NAMES: Readonly<Record<Verdict, string>> = {
  gvisor: ISOLATION_NAMES.gvisor,
  vm: 'VM',
  'host-kernel': "the node's kernel",
  indeterminate: 'indeterminate',
  'not-applicable': 'not applicable',
};
