// Writes schemas/kubernetes.json.br from an API server of the version that test/cluster builds. It starts that
// cluster, without a node, and takes it down again: npm run schemas
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { DEFINITIONS_FILE } from '../../src/definitions/loadDefinitions.ts';
import { startCluster } from '../cluster/cluster.ts';
import { clusterTable } from './clusterTable.ts';

const ROOT = path.join(import.meta.dirname, '../..');

await using cluster = await startCluster({ settings: { NODES: '0' } });
const table = await clusterTable((raw) => cluster.kubectl(['get', '--raw', raw]));
const json = JSON.stringify(table);
const packed = brotliCompressSync(json, {
  params: {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: json.length,
  },
});
await writeFile(path.join(ROOT, DEFINITIONS_FILE), packed);
console.log(
  `${DEFINITIONS_FILE}: Kubernetes ${table.kubernetes}, ${Object.keys(table.schemas).length} definitions, ` +
    `${packed.length} bytes of ${json.length}`,
);
