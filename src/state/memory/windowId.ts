import { randomUUID } from 'node:crypto';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import type { Memory } from './memory.ts';

const KEY = 'aksSandbox.window';

/** What tells a window from others; the same when it is reloaded, as its workspace is. */
export function windowId(workspace: Memory): () => string {
  return () => {
    const known = stringOf(workspace.get<unknown>(KEY));
    if (known !== '') return known;
    const id = randomUUID();
    void workspace.update(KEY, id);
    return id;
  };
}
