// Reads all nodes, classes and pods of a cluster as the product does: node readCluster.cjs KUBECONFIG
import { nullLog } from '../../../src/base/log.ts';

import type { Connection } from '../../../src/kube/api/connection.ts';
import { type Source, WatchedList } from '../../../src/kube/list/watchedList.ts';
import { connectTo } from '../../simConnection.ts';
import { measure } from '../measure.ts';
import { PODS } from '../../../src/kube/resources/podResource.ts';
import { NODES } from '../../../src/kube/resources/nodeResource.ts';
import { RUNTIME_CLASSES } from '../../../src/kube/resources/runtimeClassResource.ts';

/** Resolves to the first whole value of a source, and keeps it. */
function firstValue<T>(source: Source<readonly T[]>): Promise<readonly T[]> {
  return new Promise((resolve) => {
    source.start((next) => {
      if (next.state === 'ready') resolve(next.value);
    });
  });
}

/** What the extension host has loaded for itself, of what Node brings. */
const LOADED = ['assert', 'child_process', 'dns', 'http2', 'https', 'readline', 'zlib'] as const;

async function read(connection: Connection): Promise<() => number> {
  const lists = await Promise.all([
    firstValue(new WatchedList(() => connection, NODES, nullLog)),
    firstValue(new WatchedList(() => connection, RUNTIME_CLASSES, nullLog)),
    firstValue(new WatchedList(() => connection, PODS, nullLog)),
  ]);
  return () => lists.reduce((sum, { length }) => sum + length, 0);
}

async function main(kubeconfig = ''): Promise<void> {
  await Promise.all(LOADED.map((name) => import(`node:${name}`)));
  // The tree shows the contexts before any of them is opened.
  const connection = await connectTo(kubeconfig);
  const { cost, result } = await measure(() => read(connection));
  console.log(JSON.stringify({ ...cost, objects: result() }));
  process.exit(0);
}

void main(process.argv[2]);
