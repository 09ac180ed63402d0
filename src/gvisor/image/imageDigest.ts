import { anonymousToken } from './registryToken.ts';

const TIMEOUT_MS = 5000;
const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** The image as it is to be deployed. */
export interface PinnedImage {
  /** With its digest where that is known. */
  readonly image: string;
  /** Why the digest is not known, and what follows from it, in whole sentences. */
  readonly warning?: string;
}

/**
 * Where the manifest of an image is, by the OCI distribution specification; `undefined` for a name
 * without a registry.
 */
export function manifestUrl(image: string): string | undefined {
  const match = /^([^/]+[.:][^/]*)\/([^:@]+)(?::([\w.-]+))?$/.exec(image);
  if (!match) return undefined;
  const [, registry = '', repository = '', tag = 'latest'] = match;
  return `https://${registry}/v2/${repository}/manifests/${tag}`;
}

/**
 * Looks up the digest of an image, so that what runs cannot change, and finds a registry that
 * refuses before anything is deployed. Nothing is signed in to: a node may have rights that the
 * editor has not, so that a refusal is a warning, never an error. An image that has a digest
 * already is returned as it is.
 */
export async function pinnedImage(
  image: string,
  signal: AbortSignal,
  ask: typeof fetch = fetch,
): Promise<PinnedImage> {
  if (image.includes('@')) return { image };
  const url = manifestUrl(image);
  if (url === undefined) return { image, warning: unansweredText(image) };
  const within = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  try {
    const answer = await head(url, {}, within, ask);
    const digest = answer.headers.get('docker-content-digest') ?? '';
    if (answer.ok && /^sha256:[0-9a-f]{64}$/.test(digest)) return { image: `${image}@${digest}` };
    return { image, warning: refusalText(image, answer.status) ?? unansweredText(image) };
  } catch {
    signal.throwIfAborted();
    return { image, warning: unansweredText(image) };
  }
}

/** Asks for a manifest; where the registry wants a token even from anybody, with one. */
async function head(
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  ask: typeof fetch,
): Promise<Response> {
  const request = { method: 'HEAD', signal };
  const answer = await ask(url, { ...request, headers: { accept: MANIFESTS, ...headers } });
  if (answer.status !== 401 || 'authorization' in headers) return answer;
  const token = await anonymousToken(answer.headers.get('www-authenticate') ?? '', signal, ask);
  return token === undefined
    ? answer
    : head(url, { authorization: `Bearer ${token}` }, signal, ask);
}

/**
 * What it means that a registry answers so, and the next step; `undefined` when it means nothing.
 */
export function refusalText(image: string, status: number): string | undefined {
  const [registry = ''] = image.split('/');
  if (status === 404) {
    return `${registry} has no image ${image} for who does not sign in (404). See that its name and tag in the setting aksSandbox.gvisor.image are right, and that the nodes may pull it: else their pods wait, and no node is changed.`;
  }
  if (status !== 401 && status !== 403) return undefined;
  return `${registry} refuses ${image} to who does not sign in (${status}). If the nodes may not pull it, their pods wait, and no node is changed: ${rightsText(registry)}.`;
}

/**
 * How nodes get the right to pull.
 * Source: AKS cluster-container-registry-integration (2026-08).
 */
function rightsText(registry: string): string {
  const name = /^([a-z0-9]+)\.azurecr\.(?:io|cn|us)$/.exec(registry)?.[1];
  return name === undefined
    ? 'add an imagePullSecret to the ServiceAccount gvisor-installer in the namespace aks-sandbox'
    : `attach the registry by az aks update -g GROUP -n CLUSTER --attach-acr ${name}`;
}

function unansweredText(image: string): string {
  return `The registry did not tell the digest of ${image}: it is not pinned.`;
}
