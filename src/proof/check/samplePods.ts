import type { Log } from '../../base/log.ts';
import { markdownCode, markdownText } from '../../base/plainText.ts';
import { problemOf } from '../../base/problem.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { ISOLATION_NAMES, type Isolation } from '../../model/isolation/isolation.ts';

import type { RuntimeClass } from '../../model/runtimeClass/runtimeClass.ts';
import { byCanaryPod } from './canaryPod.ts';
import { saysGvisor } from '../verdict/verdict.ts';
import { releaseOf } from '../reading/reading.ts';
import { projectPod } from '../../kube/resources/podResource.ts';
import { VERDICT_NAMES } from '../../model/isolation/checkResult.ts';

/** What a sample pod of one RuntimeClass saw; without a class it is the node's default runtime. */
export interface Sample {
  readonly runtimeClass: string | undefined;
  readonly claim: Isolation;
  /** The kernel release that it saw; absent when the pod did not run. */
  readonly kernel?: string;
  readonly isGvisor?: boolean;
  /** Why it did not run. */
  readonly problem?: string;
}

const SAMPLE_MS = 90_000;

/** Where sample pods run, and with which image. */
export interface SampleOptions {
  readonly namespace: string;
  readonly image: string;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/**
 * Runs a pod of a RuntimeClass, reads the kernel that it saw and deletes it. Throws only when
 * cancelled.
 */
export async function runSample(
  connection: Connection,
  runtimeClass: RuntimeClass | undefined,
  { namespace, image, signal, log }: SampleOptions,
): Promise<Sample> {
  const sample = {
    runtimeClass: runtimeClass?.name,
    claim: runtimeClass?.claim ?? 'none',
  } as const;
  const spec = runtimeClass ? { runtimeClassName: runtimeClass.name } : {};
  const pod = projectPod({ metadata: { namespace, name: 'sample' }, spec });
  try {
    const run = byCanaryPod(connection, image, log);
    const { reading } = await run({ pod, running: [] }, Date.now() + SAMPLE_MS, signal);
    const kernel = releaseOf(reading.procVersion) ?? reading.uname ?? '';
    return { ...sample, kernel, isGvisor: saysGvisor(reading) };
  } catch (error) {
    signal.throwIfAborted();
    return { ...sample, problem: problemOf(error).what };
  }
}

/** The kernels side by side, as a table of Markdown. */
export function samplesMarkdown(cluster: string, samples: readonly Sample[]): string {
  const rows = samples.map((sample) => {
    const name = sample.runtimeClass === undefined ? '(none)' : markdownCode(sample.runtimeClass);
    const saw = sample.kernel === undefined ? '—' : markdownCode(sample.kernel);
    return `| ${name} | ${ISOLATION_NAMES[sample.claim]} | ${saw} | ${markdownText(resultText(sample, samples))} |`;
  });
  return [
    `# Sample pods in ${markdownText(cluster)}`,
    '',
    'One pod for each runtime class that a node can run, and one without. They are deleted again.',
    '',
    '| Runtime class | Claims | Kernel that the pod saw | Result |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** A sample says something beside the one that ran on a node's own kernel. */
function resultText(sample: Sample, all: readonly Sample[]): string {
  if (sample.problem !== undefined) return `did not run: ${sample.problem}`;
  if (sample.isGvisor) return sample.claim === 'kata' ? "✗ gVisor's kernel" : "✓ gVisor's kernel";
  if (sample.claim === 'gvisor') return "✗ not gVisor's kernel";
  const plain = all.find(({ runtimeClass }) => runtimeClass === undefined)?.kernel;
  if (sample.claim !== 'kata') return VERDICT_NAMES['host-kernel'];
  return sample.kernel === plain ? '✗ the kernel of a node' : '✓ a kernel of its own';
}
