import assert from 'node:assert/strict';
import type { Sim } from './sim/sim.ts';

/** Sets an annotation of a node of the embedded cluster, or takes it away. */
export function annotateNode(sim: Sim, name: string, key: string, value: string | undefined): void {
  const node = sim.object('nodes', undefined, name);
  assert.ok(node);
  const { [key]: _was, ...others } = node.metadata.annotations ?? {};
  const annotations = value === undefined ? others : { ...others, [key]: value };
  sim.upsert({ ...node, metadata: { ...node.metadata, annotations } });
}
