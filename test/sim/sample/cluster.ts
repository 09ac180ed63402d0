import { gvisorKernel, kataKernel } from '../pods/kernel.ts';
import type { Content } from './content.ts';
import { sampleNode } from './nodes.ts';
import {
  GVISOR_POOL,
  handlers,
  KATA_POOL,
  SYSTEM_POOL,
  WINDOWS_POOL,
  type PoolSpec,
} from './pools.ts';
import { sampleRuntimeClasses } from './runtimeClasses.ts';
import { GVISOR_LABEL } from '../../../src/model/labels.ts';

/** The names of the sample's nodes, pool by pool. */
export interface SampleNodes {
  readonly system: readonly [string, string];
  /** gVisor is installed on the first two: new on the first, from before 2026-04 on the second. */
  readonly gvisor: readonly [string, string, string];
  readonly kata: readonly [string, string, string];
  readonly windows: readonly string[];
}

/** The nodes and RuntimeClasses of the sample. */
export function addCluster(content: Content, kubelet: string, windowsPool: boolean): SampleNodes {
  content.addClasses(sampleRuntimeClasses());
  const add = (pool: PoolSpec, index: number, more: readonly string[], label?: string) =>
    content.addNode(
      sampleNode({
        pool,
        index,
        kubelet,
        createdAt: content.hoursAgo(24 * 40),
        ...(pool.os === 'windows' ? {} : { handlers: handlers(...more) }),
        ...(label === undefined ? {} : { labels: { [GVISOR_LABEL]: label } }),
      }),
      kernelsOf(pool, index),
    );
  return {
    system: [add(SYSTEM_POOL, 0, []), add(SYSTEM_POOL, 1, [])],
    gvisor: [
      add(GVISOR_POOL, 0, ['runsc'], 'true'),
      add(GVISOR_POOL, 1, ['runsc'], 'true'),
      add(GVISOR_POOL, 2, [], 'false'),
    ],
    kata: [add(KATA_POOL, 0, ['kata']), add(KATA_POOL, 1, ['kata']), add(KATA_POOL, 2, ['kata'])],
    windows: windowsPool ? [add(WINDOWS_POOL, 0, [])] : [],
  };
}

function kernelsOf(pool: PoolSpec, index: number) {
  if (pool === KATA_POOL) return { kata: kataKernel() };
  if (pool !== GVISOR_POOL) return {};
  return { runsc: gvisorKernel(index === 1 ? '4.4.0' : '4.19.0-gvisor') };
}
