import assert from 'node:assert/strict';
import { nullLog } from '../../../../src/base/log.ts';
import type { CheckResult } from '../../../../src/model/isolation/checkResult.ts';
import { type CheckOptions, checkPods } from '../../../../src/proof/check/check.ts';
import type { PodName, PodScope } from '../../../../src/proof/selection/podScope.ts';
import type { CheckReport } from '../../../../src/proof/report/checkReport.ts';
import type { startSim } from '../../../sim/sim.ts';
import { type Connected, useConnection } from '../../../useConnection.ts';

/** Checks of kernels on an embedded cluster of their own. */
export interface UsedCheck extends Connected {
  readonly check: (scope: PodScope, more?: Partial<CheckOptions>) => Promise<CheckReport>;
  /** The first pod of a namespace whose name begins so. */
  readonly podOf: (namespace: string, prefix: string) => PodName;
  readonly checkOne: (
    namespace: string,
    prefix: string,
    more?: Partial<CheckOptions>,
  ) => Promise<CheckResult>;
}

/** Gives the tests of a `describe` a cluster to check; it is there inside tests only. */
export function useCheck(options: Parameters<typeof startSim>[0]): UsedCheck {
  const used = useConnection(options);
  const check: UsedCheck['check'] = (scope, more = {}) =>
    checkPods({
      connection: used.connection,
      scope,
      includeUnsandboxed: true,
      concurrency: 16,
      timeoutMs: 3000,
      signal: new AbortController().signal,
      log: nullLog,
      ...more,
    });
  const podOf: UsedCheck['podOf'] = (namespace, prefix) => {
    const pods = used.sim.objects('pods', namespace);
    const found = pods.find(({ metadata }) => metadata.name?.startsWith(prefix));
    assert.ok(found, `${namespace}/${prefix}`);
    return { namespace, name: found.metadata.name ?? '' };
  };
  return {
    get sim() {
      return used.sim;
    },
    get connection() {
      return used.connection;
    },
    check,
    podOf,
    async checkOne(namespace, prefix, more = {}) {
      const { pods } = await check({ kind: 'pods', pods: [podOf(namespace, prefix)] }, more);
      assert.ok(pods[0]);
      return pods[0];
    },
  };
}
