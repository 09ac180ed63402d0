import { azText } from '../../../../azure/export/azText.ts';
import { bicepText } from '../../../../azure/export/bicepText.ts';
import { exportedPool } from '../../../../azure/export/exportedPool.ts';
import { terraformText } from '../../../../azure/export/terraformText.ts';
import { AKS_API_VERSION, agentPoolPath } from '../../../../azure/arm/paths.ts';
import { type NewPool, newPoolBody } from '../../../../azure/pools/newPool.ts';
import {
  preflight,
  type PreflightFacts,
  type PreflightRow,
} from '../../../../azure/pools/preflight.ts';
import { priceText } from '../../../../azure/pools/price.ts';
import { count } from '../../../../base/text/count.ts';
import { markdownCode, markdownText } from '../../../../base/text/plainText.ts';
import { markdownTable } from '../../../../base/report/markdownTable.ts';
import { codeBlock } from '../../../../base/report/codeBlock.ts';

/** What is known when a pool was chosen. */
export interface CreatePlan {
  readonly pool: NewPool;
  readonly facts: PreflightFacts;
  /** Where Resource Manager answers. */
  readonly host: string;
  /** US dollars an hour for a node; `not-asked` where the setting says so. */
  readonly hourly: number | 'not-asked' | undefined;
  /** The image of the pod that proves. */
  readonly image: string;
}

const MARKS: Readonly<Record<PreflightRow['verdict'], string>> = {
  ok: '✓',
  warning: '⚠',
  problem: '✗',
  unknown: '?',
};

/** Source: AKS, considerations-pod-sandboxing and use-pod-sandboxing (2026-04-09, 2026-08-21). */
const KATA_LIMITS = [
  'Pods with `hostNetwork` do not run; host devices are not there, and a privileged pod is root in its virtual machine alone.',
  'Microsoft Defender for Containers does not assess these pods.',
  '`kubectl port-forward` to such a pod is refused; exec, logs and copying work.',
  'The memory limit of a pod is the memory of its virtual machine (512 MiB without one), fixed when it starts; the RuntimeClass adds 600 MiB for each pod.',
  'Nodes get no unattended patches: upgrade the node image to patch them.',
  'AKS puts no taint on the nodes: ordinary pods run there, too, on the kernel of the node.',
];

/** The page that is read before a pool is created. */
export function createPage(plan: CreatePlan): string {
  const { pool, facts, host } = plan;
  const { cluster } = facts;
  const body = newPoolBody(pool);
  const rows = preflight(pool, facts);
  const exported = exportedPool(cluster, { name: pool.name, ...body }, false);
  const path = `${agentPoolPath(cluster.id, pool.name)}?api-version=${AKS_API_VERSION}`;
  return [
    `# Create the node pool ${markdownText(pool.name)} in ${markdownText(cluster.name)}?`,
    '',
    `${poolSentence(pool)} ${placeSentence(plan)}`,
    '',
    `**${pricedText(plan)}**`,
    '',
    '**✓ Create** and **✗ Discard** are in the title bar of this editor. Nothing was sent yet.',
    '',
    ...problemLines(rows),
    '## What speaks for and against it',
    '',
    ...markdownTable(
      ['', 'What', 'What is known'],
      rows.map(({ what, verdict, text }) => [
        MARKS[verdict],
        markdownText(what),
        markdownText(text, 500),
      ]),
    ),
    '',
    '## What is sent',
    '',
    `To ${markdownCode(host)}, once, and only where there is no pool of that name (\`If-None-Match: *\`):`,
    '',
    codeBlock('http', `PUT ${path}`),
    '',
    codeBlock('json', JSON.stringify(body, undefined, 2)),
    '',
    ...afterwards(plan),
    '## The same with the Azure CLI',
    '',
    codeBlock('sh', azText(exported)),
    '',
    '## The same with Bicep',
    '',
    codeBlock('bicep', bicepText(exported)),
    '',
    '## The same with Terraform',
    '',
    codeBlock('hcl', terraformText(exported)),
    '',
    ...(pool.sandbox === 'kata'
      ? ['## What Pod Sandboxing cannot do', '', ...KATA_LIMITS.map((limit) => `- ${limit}`), '']
      : []),
  ].join('\n');
}

function poolSentence({ sandbox, count: nodes, autoscale, vmSize, osSku }: NewPool): string {
  const number = autoscale
    ? `${autoscale.min} to ${count(autoscale.max, 'node')}`
    : count(nodes, 'node');
  const kind = sandbox === 'kata' ? 'A Kata node pool' : 'A node pool for gVisor';
  return `${kind} with ${number} of ${markdownCode(vmSize)}, ${osSku === 'AzureLinux' ? 'Azure Linux' : 'Ubuntu'}.`;
}

function placeSentence({ facts: { cluster } }: CreatePlan): string {
  return `Resource group ${markdownText(cluster.resourceGroup)}, subscription ${markdownText(cluster.subscription.name)}, ${markdownText(cluster.location)}.`;
}

function pricedText({ pool, hourly }: CreatePlan): string {
  return hourly === 'not-asked'
    ? 'The price was not asked for: the setting aksSandbox.azure.prices is off.'
    : priceText(hourly, pool);
}

/** What Azure will refuse comes first; the person may send it all the same. */
function problemLines(rows: readonly PreflightRow[]): readonly string[] {
  const problems = rows.filter(({ verdict }) => verdict === 'problem');
  if (problems.length === 0) return [];
  return [
    '> **✗ Azure will most likely refuse this:**',
    ...problems.map(({ what, text }) => `> - ${markdownText(what)}: ${markdownText(text, 500)}`),
    '',
  ];
}

function afterwards({ pool, image }: CreatePlan): readonly string[] {
  const zero = pool.autoscale?.min === 0 || pool.count === 0;
  const next =
    pool.sandbox === 'kata'
      ? `When Azure says that it is ready, the RuntimeClass is waited for, and a pod of ${markdownCode(image)} runs once under it on one of the nodes: it prints its kernel, ends and is deleted.`
      : 'When Azure says that it is ready, Deploy gVisor is offered for it. Until then its nodes have neither gVisor nor a label or taint that tells of it: pods may come first.';
  return [
    next,
    ...(zero
      ? [
          '',
          'An autoscaler that starts from no node does not know what a RuntimeClass selects: pods may stay pending. A node label of your own on the pool, which the pods select too, or one node at least, helps.',
        ]
      : []),
    '',
  ];
}
