/** How long servers are waited for, and how much of what they answer is taken. */
export interface Bounds {
  /** Until a connection stands, with proxy and TLS, in milliseconds. */
  readonly connectMs: number;
  /** How long a server may be silent, in milliseconds. */
  readonly silenceMs: number;
  /** For an answer that is read whole, from the request to its last byte, in milliseconds. */
  readonly requestMs: number;
  /** For all pages of a list, in milliseconds. */
  readonly listMs: number;
  /** Of a page that was asked for with a limit. */
  readonly pageBytes: number;
  /** Of any other answer. */
  readonly answerBytes: number;
  /** Of a list. */
  readonly objects: number;
}

/**
 * A list is told by one state of the cluster, which etcd keeps for five minutes (kube-apiserver
 * `--etcd-compaction-interval`); an object of it has at most 1.5 MB (etcd `--max-request-bytes`),
 * and a cluster 150,000 pods (kubernetes.io, setup/best-practices/cluster-large, 1.36).
 */
export const BOUNDS: Bounds = {
  connectMs: 15_000,
  silenceMs: 30_000,
  requestMs: 120_000,
  listMs: 300_000,
  pageBytes: 32 * 1024 * 1024,
  answerBytes: 64 * 1024 * 1024,
  objects: 300_000,
};

/** Bounds under which no answer takes longer than so many milliseconds. */
export function boundsWithin(ms: number): Partial<Bounds> {
  const { connectMs, silenceMs, requestMs, listMs } = BOUNDS;
  return {
    connectMs: Math.min(ms, connectMs),
    silenceMs: Math.min(ms, silenceMs),
    requestMs: Math.min(ms, requestMs),
    listMs: Math.min(ms, listMs),
  };
}
