import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundledTable, strictDefinitions } from '../../schemas/strictDefinitions.ts';

/** Where kubeconform looks for the schema of a kind below a folder of such files. */
export const SCHEMA_FILE = '{{ .ResourceKind }}{{ .KindSuffix }}.json';

interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/**
 * Writes one strict JSON Schema for each kind of the definitions that the product brings, each with the definitions that
 * it refers to.
 */
export async function writeKindSchemas(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const table = bundledTable();
  const definitions = strictDefinitions(table);
  for (const [name, { 'x-kubernetes-group-version-kind': kinds }] of Object.entries(
    table.schemas,
  )) {
    for (const kind of (kinds ?? []) as readonly Kind[]) {
      const schema = { ...Object(definitions[name]), definitions: referred(name, definitions) };
      await writeFile(join(folder, fileOf(kind)), JSON.stringify(schema));
    }
  }
}

/** As `SCHEMA_FILE` is filled in: of a group, its name up to the first dot. */
function fileOf({ group, version, kind }: Kind): string {
  return `${[kind.toLowerCase(), group.split('.')[0], version].filter(Boolean).join('-')}.json`;
}

function referred(
  name: string,
  definitions: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  const visit = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { $ref } = schema as { readonly $ref?: unknown };
    const other = typeof $ref === 'string' ? $ref.replace('#/definitions/', '') : undefined;
    if (other !== undefined && !(other in found)) visit((found[other] = definitions[other]));
    Object.values(schema).forEach(visit);
  };
  visit(definitions[name]);
  return found;
}
