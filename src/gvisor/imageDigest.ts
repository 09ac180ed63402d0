const TIMEOUT_MS = 5000;
const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** Where the manifest of an image is, by the OCI distribution specification; `undefined` for a name without a registry. */
export function manifestUrl(image: string): string | undefined {
  const match = /^([^/]+[.:][^/]*)\/([^:@]+)(?::([\w.-]+))?$/.exec(image);
  if (!match) return undefined;
  const [, registry = '', repository = '', tag = 'latest'] = match;
  return `https://${registry}/v2/${repository}/manifests/${tag}`;
}

/**
 * The image with its digest, so that what runs cannot change: asked of its registry. `undefined` when that
 * does not answer, or asks for a sign-in; an image that has a digest already is returned as it is.
 */
export async function pinnedImage(
  image: string,
  signal: AbortSignal,
  ask: typeof fetch = fetch,
): Promise<string | undefined> {
  if (image.includes('@')) return image;
  const url = manifestUrl(image);
  if (url === undefined) return undefined;
  try {
    const within = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const answer = await ask(url, {
      method: 'HEAD',
      headers: { accept: MANIFESTS },
      signal: within,
    });
    const digest = answer.headers.get('docker-content-digest') ?? '';
    return answer.ok && /^sha256:[0-9a-f]{64}$/.test(digest) ? `${image}@${digest}` : undefined;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
