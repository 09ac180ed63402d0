/** The built-in role that lets a person make, change and delete node pools, as Azure spells it. */
export const POOL_WRITER = 'Azure Kubernetes Service Contributor Role';
