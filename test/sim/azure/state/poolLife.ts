import { textOf } from '../../kube/textOf.ts';
import type { JsonObject } from '../../kube/json.ts';
import type { Timers } from '../../timers.ts';
import { ArmError, type ArmErrorBody } from '../arm/armError.ts';
import type { AzureAccount, PoolPlan, SimCluster, SimPool } from './account.ts';
import type { EmbeddedPools } from './embeddedPools.ts';
import type { SimOperation } from './operations.ts';

const MAX_IMAGES = 5;

/** Plays what Azure does with pools over time. */
export class PoolLife {
  readonly #account: AzureAccount;
  readonly #timers: Timers;
  readonly #embedded: EmbeddedPools;

  constructor(account: AzureAccount, timers: Timers, embedded: EmbeddedPools) {
    this.#account = account;
    this.#timers = timers;
    this.#embedded = embedded;
  }

  /** Starts an operation that leaves the pool in `Succeeded`, unless another end is planned for it. */
  run(
    cluster: SimCluster,
    pool: SimPool,
    state: string,
    done: () => void = () => {},
  ): SimOperation {
    const plan: PoolPlan = this.#account.plans.get(pool.name) ?? { ends: 'Succeeded' };
    this.#account.plans.delete(pool.name);
    const operation = this.#begin(cluster, pool, state);
    if (plan.ends === 'never') {
      operation.cancel = () => this.#canceled(cluster, pool, operation);
      return operation;
    }
    const cancel = this.#timers.after(plan.ms ?? this.#account.operationMs, () => {
      if (plan.ends === 'Failed') this.#fail(pool, plan.error ?? CAPACITY);
      else {
        done();
        this.#set(pool, { provisioningState: 'Succeeded' });
        this.#embedded.follow(cluster, pool, plan.nodes);
      }
      this.#finish(cluster, pool, operation, plan);
    });
    operation.cancel = () => {
      cancel();
      this.#canceled(cluster, pool, operation);
    };
    return operation;
  }

  /** Starts a deletion; the pool is gone at its end. */
  remove(cluster: SimCluster, pool: SimPool): SimOperation {
    const operation = this.#begin(cluster, pool, 'Deleting');
    const cancel = this.#timers.after(this.#account.operationMs, () => {
      cluster.pools.delete(pool.name);
      cluster.revision++;
      this.#embedded.remove(cluster, pool);
      pool.operation = undefined;
      this.#account.operations.end(operation, 'Succeeded', this.#account.now());
    });
    operation.cancel = () => {
      cancel();
      this.#canceled(cluster, pool, operation);
    };
    return operation;
  }

  /** Stops what runs on a pool; nothing that was done is taken back. Throws 409 when nothing runs any more. */
  abort(cluster: SimCluster, pool: SimPool): SimOperation {
    const running =
      pool.operation === undefined ? undefined : this.#account.operations.find(pool.operation);
    if (!running?.cancel) {
      throw new ArmError(409, {
        code: 'OperationNotAllowed',
        message: `The latest operation on agent pool ${pool.name} is already finished and cannot be aborted.`,
      });
    }
    const abort = this.#account.operations.begin(cluster.location, this.#account.now());
    this.#set(pool, { provisioningState: 'Canceling' });
    const stop = running.cancel;
    this.#timers.after(this.#account.operationMs / 4, () => {
      stop();
      this.#account.operations.end(abort, 'Succeeded', this.#account.now());
    });
    return abort;
  }

  /** Starts an operation on the cluster itself, which succeeds unless another end is planned for it. */
  runCluster(cluster: SimCluster, state: string, done: () => void): SimOperation {
    const plan = this.#account.plans.get(cluster.name);
    this.#account.plans.delete(cluster.name);
    const end = plan?.ends === 'Failed' ? 'Failed' : 'Succeeded';
    const operation = this.#account.operations.begin(cluster.location, this.#account.now());
    const set = (provisioningState: string) => {
      cluster.properties = { ...cluster.properties, provisioningState };
      cluster.revision++;
    };
    set(state);
    this.#timers.after(plan?.ms ?? this.#account.operationMs, () => {
      if (end === 'Succeeded') done();
      set(end);
      this.#account.operations.end(operation, end, this.#account.now());
    });
    return operation;
  }

  #begin(cluster: SimCluster, pool: SimPool, state: string): SimOperation {
    const operation = this.#account.operations.begin(cluster.location, this.#account.now());
    pool.operation = operation.id;
    this.#set(pool, { provisioningState: state });
    return operation;
  }

  #finish(cluster: SimCluster, pool: SimPool, operation: SimOperation, plan: PoolPlan): void {
    cluster.revision++;
    pool.operation = undefined;
    const status = plan.operation ?? plan.ends;
    const error = plan.ends === 'Failed' ? errorOf(plan.error ?? CAPACITY) : undefined;
    this.#account.operations.end(
      operation,
      status === 'never' ? 'Failed' : status,
      this.#account.now(),
      error,
    );
    const { nodeImageVersion, orchestratorVersion } = pool.properties;
    if (typeof nodeImageVersion !== 'string' || typeof orchestratorVersion !== 'string') return;
    if (pool.usedImages[0]?.nodeImageVersion === nodeImageVersion) return;
    const timestamp = new Date(this.#account.now()).toISOString();
    pool.usedImages.unshift({ nodeImageVersion, orchestratorVersion, timestamp });
    pool.usedImages.splice(MAX_IMAGES);
  }

  #canceled(cluster: SimCluster, pool: SimPool, operation: SimOperation): void {
    cluster.revision++;
    pool.operation = undefined;
    this.#set(pool, { provisioningState: 'Canceled' });
    this.#account.operations.end(operation, 'Canceled', this.#account.now());
  }

  #fail(pool: SimPool, error: JsonObject): void {
    this.#set(pool, { provisioningState: 'Failed', status: { provisioningError: error } });
  }

  #set(pool: SimPool, properties: JsonObject): void {
    const { status: _status, ...others } = pool.properties;
    pool.properties = { ...others, ...properties };
    pool.revision++;
  }
}

const CAPACITY: JsonObject = {
  code: 'ReconcileVMSSAgentPoolFailed',
  message: 'Reconciling the virtual machine scale set failed.',
  details: [
    {
      code: 'AllocationFailed',
      message:
        'Allocation failed. We do not have sufficient capacity for the requested VM size in this region. Read more about improving likelihood of allocation success at https://aka.ms/allocation-guidance',
    },
  ],
};

function errorOf(error: JsonObject): ArmErrorBody {
  return { code: textOf(error['code']), message: textOf(error['message']) };
}
