import { parseArgs } from 'node:util';
import type { ServedAgents } from './kube/resourceTypes.ts';
import { startSim } from './sim.ts';

/** The command line: runs an embedded cluster until it is interrupted. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      host: { type: 'string', default: '127.0.0.1' },
      nodes: { type: 'string', default: '0' },
      pods: { type: 'string', default: '0' },
      agents: { type: 'string', default: 'none' },
      sandboxes: { type: 'string', default: '0' },
      empty: { type: 'boolean', default: false },
      hostile: { type: 'boolean', default: false },
      'windows-pool': { type: 'boolean', default: false },
      'no-gzip': { type: 'boolean', default: false },
    },
  });
  const sim = await startSim({
    port: Number(values.port),
    host: values.host,
    nodes: Number(values.nodes),
    pods: Number(values.pods),
    agents: values.agents as ServedAgents,
    sandboxes: Number(values.sandboxes),
    empty: values.empty,
    hostile: values.hostile,
    windowsPool: values['windows-pool'],
    gzip: !values['no-gzip'],
  });
  const { url: kubernetes, azure, kubeconfig, caFile: ca } = sim;
  const line = { kubernetes, azure: azure.url, kubeconfig, ca };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sim.stop());
}

await main();
