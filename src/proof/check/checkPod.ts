import { plainText } from '../../base/plainText.ts';
import { UserError } from '../../base/problem.ts';
import type { Connection } from '../../kube/api/connection.ts';
import type { CheckResult, Evidence } from '../../model/isolation/checkResult.ts';
import { claimOf } from '../../model/isolation/claim.ts';
import type { KubeNode } from '../../model/node/node.ts';
import { type CheckTarget, uncheckable } from './checkTarget.ts';
import type { NodeReader } from '../reading/nodeReader.ts';
import { probeContainer } from '../reading/probe.ts';
import { evidenceOf, type KernelReading } from '../reading/reading.ts';
import { judgePod, type Judgement, type NodeFacts } from '../verdict/verdict.ts';

/** Another way to read a pod's kernel when exec cannot, one that changes the cluster. */
export type Fallback = (
  target: CheckTarget,
  deadline: number,
  signal: AbortSignal,
) => Promise<{
  readonly reading: KernelReading;
  readonly evidence: readonly Evidence[];
  readonly note: string;
}>;

/** An image may have to be pulled first. */
const FALLBACK_MS = 60_000;

export interface PodCheck {
  readonly connection: Connection;
  readonly nodes: NodeReader;
  /** Handlers by RuntimeClass; absent when the classes may not be read. */
  readonly handlers: ReadonlyMap<string, string> | undefined;
  readonly timeoutMs: number;
  /** Tried in order when exec gives no answer. */
  readonly fallbacks: readonly Fallback[];
  readonly signal: AbortSignal;
}

/** Checks one pod. Never throws but for cancelling: what went wrong stands in the result. */
export async function checkPod(target: CheckTarget, check: PodCheck): Promise<CheckResult> {
  const { pod } = target;
  const { nodes, signal, timeoutMs } = check;
  const base = resultBase(target, check);
  const began = Date.now();
  const deadline = began + timeoutMs;
  const readNode = (by: number) =>
    pod.node ? beforeDeadline(nodes.read(pod.node, signal), by) : undefined;
  const before = await readNode(began + timeoutMs / 3);
  const reserve = nodeReserve(timeoutMs, Date.now() - began);
  const cannot = uncheckable(target, before?.os);
  if (cannot) return { ...base, ...cannot, nodeKernel: before?.kernel };

  const asked = await ask(target, check, deadline - reserve);
  signal.throwIfAborted();
  const after = await readNode(Math.max(deadline, Date.now() + reserve));
  signal.throwIfAborted();
  const facts = nodeFacts(before, after);
  const judgement =
    asked.readings.length > 0
      ? judgePod(asked.readings, facts, base.handler)
      : unread(asked.obstacles);
  return {
    ...base,
    verdict: judgement.verdict,
    kernel: judgement.kernel,
    nodeKernel: after?.kernel,
    reason: judgement.reason + asked.note + nodeNote(pod.node, judgement, after, nodes),
    evidence: [
      ...asked.evidence,
      ...(after ? [{ source: 'node', text: `${after.name}: ${after.kernel}` } as const] : []),
      ...asked.obstacles.map((text) => ({ source: 'error', text }) as const),
    ],
  };
}

/** What a pod said, by whichever way gave an answer first. */
interface Asked {
  readonly readings: readonly KernelReading[];
  readonly evidence: readonly Evidence[];
  readonly obstacles: readonly string[];
  readonly note: string;
}

async function ask(target: CheckTarget, check: PodCheck, execBy: number): Promise<Asked> {
  const byExec = await readByExec(target, check, execBy);
  const obstacles = [...byExec.obstacles];
  const proven = byExec.readings.some(({ procVersion }) => procVersion !== undefined);
  for (const fallback of proven ? [] : check.fallbacks) {
    try {
      const deadline = Date.now() + Math.max(check.timeoutMs, FALLBACK_MS);
      const read = await fallback(target, deadline, check.signal);
      return { readings: [read.reading], evidence: read.evidence, obstacles, note: read.note };
    } catch (error) {
      check.signal.throwIfAborted();
      if (!(error instanceof UserError)) throw error;
      obstacles.push(error.problem.what);
    }
  }
  const evidence = byExec.readings.flatMap(evidenceOf);
  return { readings: byExec.readings.filter(hasAnswer), evidence, obstacles, note: '' };
}

/**
 * How much of a pod's time is kept for its node, which is read again after the pod: as it took
 * before, and more.
 */
export function nodeReserve(timeoutMs: number, tookMs: number): number {
  return Math.min(timeoutMs / 3, Math.max(timeoutMs / 20, 2 * tookMs));
}

/** What kept the node from being read, where that keeps the verdict from being told. */
function nodeNote(
  name: string | undefined,
  { verdict, kernel }: Judgement,
  node: KubeNode | undefined,
  nodes: NodeReader,
): string {
  if (name === undefined || node || verdict !== 'indeterminate' || kernel === undefined) return '';
  const why = nodes.whyUnread(name);
  return why === undefined ? '' : `: ${plainText(why, 300)}`;
}

/** What comes in time, else `undefined`. */
async function beforeDeadline<T>(work: Promise<T>, deadline: number): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), Math.max(0, deadline - Date.now()));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What is known of a pod before it is asked. */
function resultBase(
  { pod }: CheckTarget,
  { handlers }: PodCheck,
): CheckResult & { readonly handler: string | undefined } {
  const handler = pod.runtimeClass === undefined ? undefined : handlers?.get(pod.runtimeClass);
  return {
    namespace: pod.namespace,
    name: pod.name,
    uid: pod.uid,
    phase: pod.phase,
    runtimeClass: pod.runtimeClass,
    handler,
    claim: claimOf(pod.runtimeClass, handler),
    verdict: 'indeterminate',
    kernel: undefined,
    node: pod.node,
    nodeKernel: undefined,
    reason: '',
    evidence: [],
  };
}

async function readByExec(
  { pod, running }: CheckTarget,
  { connection, signal }: PodCheck,
  deadline: number,
): Promise<{ readings: readonly KernelReading[]; obstacles: readonly string[] }> {
  const readings: KernelReading[] = [];
  const obstacles: string[] = [];
  for (const container of running) {
    const { namespace, name } = pod;
    try {
      const probed = await probeContainer(connection, {
        namespace,
        pod: name,
        container,
        deadline,
        signal,
      });
      readings.push(probed.reading);
      obstacles.push(...probed.obstacles.map((text) => `${plainText(container, 63)}: ${text}`));
      // Kernel files read in one of them speak for the pod.
      if (probed.reading.procVersion !== undefined || Date.now() >= deadline) break;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof UserError)) throw error;
      obstacles.push(error.problem.what);
      break;
    }
  }
  return { readings, obstacles };
}

function hasAnswer(reading: KernelReading): boolean {
  return reading.uname !== undefined || reading.procVersion !== undefined;
}

function nodeFacts(
  before: KubeNode | undefined,
  after: KubeNode | undefined,
): NodeFacts | undefined {
  if (!after) return undefined;
  const sameBoot = before !== undefined && before.bootId !== '' && before.bootId === after.bootId;
  return { name: after.name, kernel: after.kernel, sameBoot };
}

function unread(obstacles: readonly string[]): Judgement {
  return {
    verdict: 'indeterminate',
    kernel: undefined,
    reason:
      obstacles.length > 0 ? [...new Set(obstacles)].join('; ') : 'the kernel could not be read',
  };
}
