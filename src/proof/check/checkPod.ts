import { plainText } from '../../base/text/plainText.ts';
import { UserError } from '../../base/problem.ts';
import {
  type CheckResult,
  type ReadBy,
  READ_BY_NAMES,
  THROUGH_KUBECTL,
} from '../../model/isolation/checkResult.ts';
import { claimOf } from '../../model/isolation/claim.ts';
import type { KubeNode } from '../../model/node/node.ts';
import type { NodeReader } from '../reading/nodeReader.ts';
import { evidenceOf, isProof, type KernelReading } from '../reading/reading.ts';
import { besideCanary } from '../verdict/besideCanary.ts';
import { judgePod } from '../verdict/judgePod.ts';
import { nodeFacts } from '../verdict/nodeFacts.ts';
import type { Judgement } from '../verdict/verdict.ts';
import { checkedSandbox } from './checkedSandbox.ts';
import { type CheckTarget, uncheckable } from '../selection/checkTarget.ts';
import type { KernelReader } from './kernelReader.ts';

export interface PodCheck {
  readonly nodes: NodeReader;
  /** Handlers by RuntimeClass; absent when the classes could not be read. */
  readonly handlers: ReadonlyMap<string, string> | undefined;
  readonly timeoutMs: number;
  /**
   * Tried in order until one reads kernel files; a canary pod comes after those that read in the
   * pod itself.
   */
  readonly readers: readonly KernelReader[];
  /** Whether what the image's own programs read leaves the verdict open. */
  readonly trustOwn: boolean;
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
  const earlier = pod.node === undefined ? undefined : nodes.earlier(pod.node);
  const before = earlier ? earlier.node : await readNode(began + timeoutMs / 3);
  const reserve = nodeReserve(timeoutMs, earlier?.tookMs ?? Date.now() - began);
  const cannot = uncheckable(target, before?.os);
  if (cannot) return { ...base, ...cannot, nodeKernel: before?.kernel };

  const asked = await ask(target, check, deadline - reserve);
  signal.throwIfAborted();
  const after = await readNode(Math.max(deadline, Date.now() + reserve));
  signal.throwIfAborted();
  const { obstacles } = asked;
  const judgeRead = ({ readings }: Read) =>
    judgePod(readings, nodeFacts(before, after), base.handler);
  const told = judgeAsked(asked, judgeRead, check.trustOwn);
  const { verdict, kernel, reason, readBy } = told;
  const readings = [asked.own, asked.canary].flatMap((read) => read?.readings ?? []);
  const node = after ?? before;
  const isThroughKubectl = readings.some(({ throughKubectl }) => throughKubectl !== undefined);
  return {
    ...base,
    verdict,
    kernel,
    ...(readBy === undefined ? {} : { readBy }),
    ...(isThroughKubectl ? { readThrough: 'kubectl' } : {}),
    nodeKernel: node?.kernel,
    reason: reason + readNote(readBy, isThroughKubectl) + nodeNote(pod.node, told, node, nodes),
    evidence: [
      ...readings.flatMap(evidenceOf),
      ...(node ? [{ source: 'node', text: nodeText(node) } as const] : []),
      ...obstacles.map((text) => ({ source: 'error', text }) as const),
    ],
  };
}

/** What one reader read, by which a kernel could be known. */
interface Read {
  readonly readBy: ReadBy;
  readonly readings: readonly KernelReading[];
}

interface Asked {
  /** What was read in the pod itself, by whichever reader told most. */
  readonly own?: Read;
  /** What was read in a canary pod. */
  readonly canary?: Read;
  readonly obstacles: readonly string[];
}

async function ask(
  target: CheckTarget,
  { readers, timeoutMs, trustOwn, signal }: PodCheck,
  by: number,
): Promise<Asked> {
  const obstacles: string[] = [];
  let own: Read | undefined;
  let canary: Read | undefined;
  for (const reader of readers) {
    const { by: readBy, leastMs } = reader;
    const deadline = leastMs === undefined ? by : Date.now() + Math.max(timeoutMs, leastMs);
    try {
      const found = await reader.read(target, deadline, signal);
      obstacles.push(...found.obstacles);
      const readings = found.readings.filter((one) => isProof(one) || one.uname !== undefined);
      if (readings.length === 0) continue;
      const isProven = readings.some(isProof);
      if (readBy === 'canary') canary = { readBy, readings };
      else if (!own || isProven) own = { readBy, readings };
      if (isProven && !isUntrusted(readBy, trustOwn)) break;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof UserError)) throw error;
      obstacles.push(error.problem.what);
    }
  }
  return { ...(own ? { own } : {}), ...(canary ? { canary } : {}), obstacles };
}

/** A judgement, and by whom was read what it rests on. */
interface Told extends Judgement {
  readonly readBy?: ReadBy;
}

/** What was read in the pod itself goes before what a canary pod read. */
function judgeAsked(
  { own, canary, obstacles }: Asked,
  judgeRead: (read: Read) => Judgement,
  trustOwn: boolean,
): Told {
  const beside = canary && { ...judgeRead(canary), readBy: canary.readBy };
  if (!own) return beside ?? unread(obstacles);
  const { readBy } = own;
  const itself = judgeRead(own);
  if (!beside) return { ...trusted(itself, readBy, trustOwn), readBy };
  // What does not count speaks neither for the canary's verdict nor against it.
  if (isUntrusted(readBy, trustOwn) && itself.verdict === beside.verdict) return beside;
  return { ...besideCanary(trusted(itself, readBy, trustOwn), beside), readBy };
}

function isUntrusted(readBy: ReadBy, trustOwn: boolean): boolean {
  return trustOwn && readBy === 'image';
}

/**
 * How much of a pod's time is kept for its node, which is read again after the pod: as it took
 * before, and more.
 */
export function nodeReserve(timeoutMs: number, tookMs: number): number {
  return Math.min(timeoutMs / 3, Math.max(timeoutMs / 20, 2 * tookMs));
}

/** What only the image's own programs say is left open where these are not trusted. */
function trusted(judged: Judgement, readBy: ReadBy, trustOwn: boolean): Judgement {
  if (!isUntrusted(readBy, trustOwn) || judged.verdict === 'indeterminate') return judged;
  const reason = `${judged.reason}, but only by programs that may say anything, which do not count here`;
  return { ...judged, verdict: 'indeterminate', reason };
}

function readNote(readBy: ReadBy | undefined, isThroughKubectl: boolean): string {
  if (isThroughKubectl) return ` (${THROUGH_KUBECTL})`;
  return readBy === undefined || readBy === 'image' ? '' : ` (read by ${READ_BY_NAMES[readBy]})`;
}

/** What kept the node from being read, where that keeps the verdict from being told. */
function nodeNote(
  name: string | undefined,
  { verdict, kernel }: Judgement,
  node: KubeNode | undefined,
  nodes: NodeReader,
): string {
  if (name === undefined || node || verdict !== 'indeterminate' || kernel === undefined) return '';
  const why = nodes.whyUnread(name) ?? 'it did not answer in time';
  return `: ${plainText(why, 300)}`;
}

function nodeText({ name, kernel, bootId }: KubeNode): string {
  return `${name}: ${kernel}, boot id ${bootId === '' ? 'unknown' : bootId}`;
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
  { pod, sandbox }: CheckTarget,
  { handlers }: PodCheck,
): CheckResult & { readonly handler: string | undefined } {
  const handler = pod.runtimeClass === undefined ? undefined : handlers?.get(pod.runtimeClass);
  return {
    namespace: pod.namespace,
    name: pod.name,
    uid: pod.uid,
    phase: pod.phase,
    ...(pod.owner ? { owner: pod.owner } : {}),
    ...(sandbox ? { sandbox: checkedSandbox(sandbox, pod.runtimeClass, handlers) } : {}),
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

function unread(obstacles: readonly string[]): Judgement {
  return {
    verdict: 'indeterminate',
    kernel: undefined,
    reason:
      obstacles.length > 0 ? [...new Set(obstacles)].join('; ') : 'the kernel could not be read',
  };
}
