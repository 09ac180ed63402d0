import { delimiter, isAbsolute, join } from 'node:path';

/** What decides where kubeconfigs are. */
export interface KubeconfigPlaces {
  /** The one file that was asked for; nothing else counts then, and it must exist. */
  readonly explicit?: string | undefined;
  /** The value of the variable `KUBECONFIG`; empty or absent means the default file. */
  readonly environment: string | undefined;
  readonly home: string;
  /** Further files, from the settings. */
  readonly additional: readonly string[];
  /** Where relative and `~` paths start from. */
  readonly cwd: string;
}

/** Files that make one configuration together, the first one that sets something counts. */
export interface KubeconfigChain {
  readonly files: readonly string[];
  /**
   * True when a missing file is no error: kubectl skips those of `KUBECONFIG` and the default one.
   */
  readonly mayBeMissing: boolean;
}

/**
 * The configurations to read: kubectl's own first, then each additional file by itself, without
 * repeats. Source: kubernetes/website organize-cluster-access-kubeconfig.md (2026-08).
 */
export function kubeconfigChains(places: KubeconfigPlaces): readonly KubeconfigChain[] {
  if (places.explicit !== undefined) {
    return [{ files: [absolute(places.explicit, places)], mayBeMissing: false }];
  }
  const listed = (places.environment ?? '')
    .split(delimiter)
    .filter((path) => path !== '')
    .map((path) => absolute(path, places));
  const own = listed.length > 0 ? [...new Set(listed)] : [join(places.home, '.kube', 'config')];
  const additional = [...new Set(places.additional.map((path) => absolute(path, places)))];
  return [
    { files: own, mayBeMissing: true },
    ...additional
      .filter((path) => !own.includes(path))
      .map((path) => ({ files: [path], mayBeMissing: false })),
  ];
}

function absolute(path: string, { home, cwd }: KubeconfigPlaces): string {
  if (path === '~' || /^~[\\/]/.test(path)) return join(home, path.slice(1));
  return isAbsolute(path) ? path : join(cwd, path);
}
