import type { DefinitionTable, OpenApiDocument } from '../../src/yaml/schema/types/openApi.ts';
import { definitionTable } from '../../src/yaml/schema/types/stripSchema.ts';

/** Reads a path of an API server, as `kubectl get --raw` does. */
export type ReadRaw = (path: string) => Promise<string>;

/** The table that `schemas/kubernetes.json.br` is made of, from a running API server without CRDs. */
export async function clusterTable(read: ReadRaw): Promise<DefinitionTable> {
  const { gitVersion } = JSON.parse(await read('/version')) as { gitVersion: string };
  const { paths } = JSON.parse(await read('/openapi/v3')) as {
    paths: Readonly<Record<string, { serverRelativeURL: string }>>;
  };
  const documents: OpenApiDocument[] = [];
  for (const name of Object.keys(paths).toSorted()) {
    if (!/^apis?\/.*v\d/.test(name)) continue;
    documents.push(JSON.parse(await read(paths[name]?.serverRelativeURL ?? '')) as OpenApiDocument);
  }
  return definitionTable(gitVersion.replace(/^v/, ''), documents);
}
