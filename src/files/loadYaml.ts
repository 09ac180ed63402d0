/** The YAML library, loaded at the first call: activation does not pay for it. */
export function loadYaml(): Promise<typeof import('yaml')> {
  return import('yaml');
}
