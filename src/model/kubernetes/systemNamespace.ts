/**
 * Namespaces that AKS and its add-ons bring: those that the built-in definitions of Azure Policy
 * for Kubernetes leave out (`excludedNamespaces`, Azure/azure-policy, 2026-08), and the
 * installer's own.
 */
const OF_ADD_ONS: ReadonlySet<string> = new Set([
  'gatekeeper-system',
  'azure-arc',
  'azure-extensions-usage-system',
  'aks-sandbox',
]);

/**
 * Whether a namespace is of the cluster itself and not of its users. The prefix `kube-` is
 * reserved for those of Kubernetes (kubernetes.io, Namespaces, 2026-08).
 */
export function isSystemNamespace(name: string): boolean {
  return name.startsWith('kube-') || OF_ADD_ONS.has(name);
}
