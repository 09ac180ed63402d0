import type { ArmClient } from '../../../../azure/arm/armClient.ts';
import { isAbort } from '../../../../base/abort.ts';
import type { Log } from '../../../../base/log.ts';
import { systemClock } from '../../../../base/clock.ts';
import type { Connection } from '../../../../kube/api/connection.ts';
import { aksKey } from '../../../../model/aks/aksCluster.ts';
import type { PoolOperation } from '../../../../model/aks/poolOperation.ts';
import type { CreationParts, CreationProgress } from '../../../../provision/poolCreation.ts';
import type { PoolEnd, PoolProof } from '../../../../provision/poolEnd.ts';
import type { AzureParts } from '../../../../state/azure.ts';
import { COMMAND_TITLES } from '../../../commandTitles.ts';
import { COMMANDS } from '../../../ids.ts';
import { showInformationMessage, showNotice } from '../../../notifications.ts';
import { withCancellableProgress } from '../../../progress.ts';
import { rowOf, runCommand } from '../../../runCommand.ts';
import type { OperationContext } from '../../target/commandContext.ts';
import { commandSettings } from '../../target/commandSettings.ts';
import { endNotice, followTitle, noLongerAwaited, progressText } from './creationMessage.ts';
import { connectToAks, rowOfAks } from './connectToAks.ts';

type CarryOut = (
  operation: PoolOperation,
  parts: CreationParts,
  signal: AbortSignal,
) => Promise<PoolEnd>;

/**
 * Carries the creation of a pool to its end under a notification, and says what came out.
 * Cancelling ends the waiting alone.
 */
export async function followCreation(
  context: OperationContext,
  azure: AzureParts,
  operation: PoolOperation,
  carryOut: CarryOut,
): Promise<void> {
  const { poolOperations: operations, results, log } = context;
  const key = aksKey(operation.clusterId);
  const arm: ArmClient = await azure.clusters.arm(operation.tenant);
  const wasSent = { yes: operation.step !== 'sending' };
  try {
    const end = await withCancellableProgress(followTitle(operation), (progress, signal) => {
      let state: string | undefined;
      const report = (told: CreationProgress): void => {
        const forMs = systemClock.now() - operation.begunAt;
        progress.report({ message: progressText(told, forMs) });
        if (told.step === 'sending') return;
        wasSent.yes ||= told.step !== 'azure' || told.pool !== undefined;
        const now = told.step === 'azure' ? told.pool?.state : told.step;
        if (now !== state) azure.pools.refresh(key);
        state = now;
      };
      const connect = (): Promise<Connection> => connectToAks(context, operation);
      const image = commandSettings.checkImage();
      const parts = { arm, operations, clock: systemClock, log, image, report, connect };
      return carryOut(operation, parts, signal);
    });
    const row = rowOfAks(context, operation.clusterId);
    if (row !== undefined && end.is === 'ready' && end.proof.is === 'checked') {
      results.addNode(row, end.proof.result);
    }
    // The message may stay for long: nothing waits for its answer.
    void tell(log, end, operation, row);
  } catch (error) {
    if (!isAbort(error)) throw error;
    void offerStop(operation, wasSent.yes, rowOfAks(context, operation.clusterId));
  } finally {
    azure.pools.refresh(key);
  }
}

const STOP = 'Stop on Azure…';

/** What brings a pool further whose proof could not be. */
const NEXT: Readonly<
  Partial<Record<PoolProof['is'], typeof COMMANDS.deployGVisor | typeof COMMANDS.reconcileCluster>>
> = {
  none: COMMANDS.deployGVisor,
  'no-class': COMMANDS.reconcileCluster,
};

async function tell(
  log: Log,
  end: PoolEnd,
  operation: PoolOperation,
  row: string | undefined,
): Promise<void> {
  const next = end.is === 'ready' && row !== undefined ? NEXT[end.proof.is] : undefined;
  const buttons = next ? [`${COMMAND_TITLES[next]}…`] : [];
  const chosen = await showNotice(log, endNotice(end, operation), ...buttons);
  if (next && chosen !== undefined && row !== undefined) {
    await runCommand(next, rowOf({ kind: 'nodePool', cluster: row, name: operation.pool }));
  }
}

async function offerStop(
  operation: PoolOperation,
  wasSent: boolean,
  row: string | undefined,
): Promise<void> {
  const isOfPool = wasSent && operation.step !== 'reconcile';
  const buttons = isOfPool && row !== undefined ? [STOP] : [];
  const chosen = await showInformationMessage(noLongerAwaited(operation, wasSent), ...buttons);
  if (chosen === STOP && row !== undefined) {
    await runCommand(
      COMMANDS.stopPoolOperation,
      rowOf({ kind: 'nodePool', cluster: row, name: operation.pool }),
    );
  }
}
