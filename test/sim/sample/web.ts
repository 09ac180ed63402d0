import { nodeKernel } from '../pods/kernel.ts';
import { unschedulableStatus } from '../pods/podStatus.ts';
import type { SampleNodes } from './cluster.ts';
import type { Content } from './content.ts';
import { appContainer } from './podBuilder.ts';
import { GVISOR_POOL } from './pools.ts';

/** Namespace `web`: Kata pods, a class that promises nothing, a liar, and Windows. */
export function addWeb(content: Content, nodes: SampleNodes): void {
  const namespace = 'web';
  const { kata, system, gvisor } = nodes;
  content.addReplicated({
    namespace,
    name: 'storefront',
    runtimeClass: 'kata-vm-isolation',
    nodes: [kata[0], kata[1]],
  });
  content.addReplicated({
    namespace,
    name: 'reviews',
    runtimeClass: 'kata-mshv-vm-isolation',
    nodes: [kata[2]],
  });
  content.addReplicated({ namespace, name: 'cache', runtimeClass: 'fast', nodes: [system[0]] });
  // Ordinary pods run on Kata nodes too.
  content.addReplicated({ namespace, name: 'frontend', nodes: [kata[0], system[1], kata[2]] });
  content.addPod(
    { namespace, name: 'impostor', runtimeClass: 'gvisor', node: gvisor[0], hours: 5 },
    {
      profile: 'fakedUname',
      fakedRelease: '4.19.0-gvisor',
      kernel: nodeKernel(GVISOR_POOL.kernel),
    },
  );
  addWindows(content, nodes);
}

function addWindows(content: Content, nodes: SampleNodes): void {
  const [windows] = nodes.windows;
  const total = nodes.system.length + nodes.gvisor.length + nodes.kata.length;
  const message = `0/${total} nodes are available: 3 node(s) had untolerated taint(s), 5 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/${total} nodes are available: ${total} Preemption is not helpful for scheduling.`;
  const pod = content.addPod({
    namespace: 'web',
    name: 'iis',
    containers: [appContainer('iis', 'registry.example/windows/servercore/iis:ltsc2022')],
    spec: {
      os: { name: 'windows' },
      nodeSelector: { 'kubernetes.io/os': 'windows' },
      tolerations: [{ key: 'os', operator: 'Equal', value: 'windows', effect: 'NoSchedule' }],
    },
    ...(windows === undefined
      ? { status: (one, _host, _ip, at) => unschedulableStatus(one, message, at) }
      : { node: windows }),
  });
  if (windows !== undefined) return;
  content.addEvent(pod, {
    type: 'Warning',
    reason: 'FailedScheduling',
    message,
    component: 'default-scheduler',
    count: 12,
    firstAt: content.hoursAgo(30),
    lastAt: content.hoursAgo(0.1),
  });
}
