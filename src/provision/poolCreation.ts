import type { ArmClient } from '../azure/arm/armClient.ts';
import { createPool, lookForPool, type Sent } from '../azure/operations/createPool.ts';
import { followPool, type PoolProgress } from '../azure/operations/followPool.ts';
import { MIN_POLL_MS } from '../azure/operations/lookUntil.ts';
import { followCluster } from '../azure/operations/reconcileCluster.ts';
import { isAbort, neverAborted, orAborted } from '../base/abort.ts';
import type { Clock } from '../base/clock.ts';
import { describeError, type Log } from '../base/log.ts';
import { problemOf } from '../base/problem.ts';
import type { Connection } from '../kube/api/connection.ts';
import { KATA_RUNTIME } from '../model/aks/agentPool.ts';
import type { PoolOperation } from '../model/aks/poolOperation.ts';
import { proveByCanary } from '../proof/check/nodeProof.ts';
import type { PoolOperations } from '../state/memory/poolOperations.ts';
import { waitForKataNode } from './kataNode.ts';
import type { PoolEnd, PoolProof } from './poolEnd.ts';

/** What is told while a pool is created. */
export type CreationProgress =
  | { readonly step: 'sending' | 'class' | 'node' }
  | ({ readonly step: 'azure' } & PoolProgress)
  | { readonly step: 'reconcile'; readonly state: string }
  | { readonly step: 'proof'; readonly node: string };

/** What the creation of a pool works with. */
export interface CreationParts {
  readonly arm: ArmClient;
  readonly operations: PoolOperations;
  readonly clock: Clock;
  readonly log: Log;
  /** The image of the pod that proves. */
  readonly image: string;
  readonly report: (progress: CreationProgress) => void;
  /** Connects to the cluster itself. Throws a `UserError` when it cannot be reached. */
  readonly connect: () => Promise<Connection>;
}

const MAX_WAIT_MS = 60_000;

/**
 * Creates the pool of an operation that was begun just now: its request is sent once, then it is
 * followed until it is proved.
 */
export function carryOutCreation(
  operation: PoolOperation,
  parts: CreationParts,
  signal: AbortSignal,
): Promise<PoolEnd> {
  const { arm } = parts;
  const { pool, body = {} } = operation;
  // What is under way cannot be taken back: that somebody waits no longer does not end it.
  const send = () =>
    createPool(arm, clusterOf(operation), pool, { properties: body }, neverAborted());
  return carryOut(operation, parts, send, signal);
}

/**
 * Goes on with an operation that its window left, at any of its steps. Nothing is sent again: the
 * pool is looked for.
 */
export function resumeCreation(
  operation: PoolOperation,
  parts: CreationParts,
  signal: AbortSignal,
): Promise<PoolEnd> {
  return carryOut(operation, parts, () => look(operation, parts, signal), signal);
}

/**
 * The record ends with what is said of the pool, and when a person waits no longer. It stays where
 * somebody can go on later: when nobody is signed in any more, or Azure cannot be asked.
 */
async function carryOut(
  operation: PoolOperation,
  parts: CreationParts,
  send: () => Promise<Sent>,
  signal: AbortSignal,
): Promise<PoolEnd> {
  const { operations } = parts;
  const kept = operations.keep(operation);
  try {
    const end = await endOf(operation, parts, send, signal);
    await operations.end(operation.id);
    return end;
  } catch (error) {
    if (isAbort(error) || !mayGoOn(error, operations.get(operation.id))) {
      await operations.end(operation.id);
    }
    throw error;
  } finally {
    kept.dispose();
  }
}

async function endOf(
  operation: PoolOperation,
  parts: CreationParts,
  send: () => Promise<Sent>,
  signal: AbortSignal,
): Promise<PoolEnd> {
  const { arm, operations, clock, report } = parts;
  const { id, pool, body = {}, step } = operation;
  if (step === 'sending') {
    report({ step: 'sending' });
    const sent = await orAborted(sendOrLook(operation, parts, send, signal), signal);
    if (sent !== 'taken') return { is: sent };
    await operations.advance(id, 'azure');
  }
  const outcome = await followPool(arm, clusterOf(operation), pool, {
    asked: body,
    clock,
    signal,
    report: (progress) => report({ step: 'azure', ...progress }),
  });
  if (outcome.is !== 'ready') return outcome;
  const { count } = outcome;
  if (step === 'reconcile') {
    const state = await reconciled(operation, parts, signal);
    if (state !== 'Succeeded') {
      const why = `Azure did not reconcile ${operation.clusterName}: it is ${state}`;
      return { is: 'ready', count, proof: { is: 'unknown', why } };
    }
  }
  if (body['workloadRuntime'] !== KATA_RUNTIME)
    return { is: 'ready', count, proof: { is: 'none' } };
  return { is: 'ready', count, proof: await proofOf(operation, count, parts, signal) };
}

/** Where it cannot be told whether Azure has the pool, it is looked for until that can be told. */
async function sendOrLook(
  operation: PoolOperation,
  parts: CreationParts,
  send: () => Promise<Sent>,
  signal: AbortSignal,
): Promise<Sent> {
  try {
    return await send();
  } catch (error) {
    if (isAbort(error) || !isUnclear(error)) throw error;
    parts.report({ step: 'azure', problem: problemOf(error) });
    await parts.clock.wait(MIN_POLL_MS, signal);
    return look(operation, parts, signal);
  }
}

async function look(
  operation: PoolOperation,
  { arm, clock, report }: CreationParts,
  signal: AbortSignal,
): Promise<Sent> {
  const { pool, body = {} } = operation;
  for (let wait = MIN_POLL_MS; ; wait = Math.min(MAX_WAIT_MS, wait * 2)) {
    try {
      return await lookForPool(arm, clusterOf(operation), pool, body, signal);
    } catch (error) {
      if (isAbort(error) || !isUnclear(error)) throw error;
      report({ step: 'azure', problem: problemOf(error) });
      await clock.wait(wait, signal);
    }
  }
}

/** Waits for what Azure does with the cluster; its state then. */
function reconciled(
  operation: PoolOperation,
  { arm, clock, report }: CreationParts,
  signal: AbortSignal,
): Promise<string> {
  return followCluster(arm, clusterOf(operation), {
    clock,
    signal,
    report: (told) =>
      report('problem' in told ? { step: 'azure', ...told } : { step: 'reconcile', ...told }),
  });
}

async function proofOf(
  { id, pool }: PoolOperation,
  count: number,
  { operations, clock, log, image, report, connect }: CreationParts,
  signal: AbortSignal,
): Promise<PoolProof> {
  await operations.advance(id, 'class');
  report({ step: 'class' });
  try {
    const connection = await orAborted(connect(), signal);
    const onClass = () => report({ step: 'node' });
    const wanted = { name: pool, hasNodes: count > 0 };
    const { runtimeClass, node } = await waitForKataNode(
      connection,
      wanted,
      { clock, onClass },
      signal,
    );
    if (!runtimeClass) return { is: 'no-class' };
    if (!node) return { is: 'no-node', runtimeClass: runtimeClass.name };
    await operations.advance(id, 'proof');
    report({ step: 'proof', node: node.name });
    const namespace = connection.cluster.namespace || 'default';
    const proof = { namespace, node: node.name, runtimeClass, image };
    return { is: 'checked', result: await proveByCanary(connection, proof, log, signal) };
  } catch (error) {
    if (isAbort(error)) throw error;
    log.warn(describeError(error));
    return { is: 'unknown', why: problemOf(error).what };
  }
}

/**
 * Whether somebody can go on later. Who may not send has created nothing; once it was sent, a
 * sign-in that is over says nothing of the pool.
 */
function mayGoOn(error: unknown, operation: PoolOperation | undefined): boolean {
  const { kind } = problemOf(error);
  return kind === 'unreachable' || (kind === 'unauthorized' && operation?.step !== 'sending');
}

/** Azure may have taken the request, and may be reached again by itself. */
function isUnclear(error: unknown): boolean {
  return (
    error instanceof Error &&
    problemOf(error).retryable &&
    problemOf(error.cause ?? error).retryable
  );
}

function clusterOf({ clusterId, clusterName }: PoolOperation) {
  return { id: clusterId, name: clusterName };
}
