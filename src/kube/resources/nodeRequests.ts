import type { Subject } from '../../net/subject.ts';
import type { Connection } from '../api/connection.ts';
import { NODES, type RawNode } from './nodeResource.ts';

export function nodePath(name: string): string {
  return `${NODES.path}/${encodeURIComponent(name)}`;
}

/** What a request does to one node, for messages. */
export function nodeSubject(
  connection: Connection,
  name: string,
  verb: string,
  right: 'get' | 'patch',
): Subject {
  return {
    cluster: connection.cluster.name,
    verb,
    object: `the node ${name}`,
    rights: `${right} on nodes`,
  };
}

/** A node as the cluster has it. */
export function readNode(
  connection: Connection,
  name: string,
  signal: AbortSignal,
): Promise<RawNode> {
  const subject = nodeSubject(connection, name, 'read', 'get');
  return connection.json<RawNode>({ path: nodePath(name), subject, signal });
}
