/** Whether the API server takes an object without a field that its OpenAPI document calls required. */
export function isTakenAsAbsent(definition: string, field: string): boolean {
  const name = definition.slice(definition.lastIndexOf('.') + 1);
  return OPTIONAL[name]?.includes(field) === true;
}

/** By type; tried on kube-apiserver 1.36.3 with a server-side dry run (test/cluster/structure.test.ts). */
const OPTIONAL: Readonly<Record<string, readonly string[]>> = {};
