import { AGENT_CODES } from '../../src/yaml/catalogue/agentCodes.ts';
import { CLUSTER_CODES, RUNTIME_CLASS_CODES } from '../../src/yaml/catalogue/clusterCodes.ts';
import type { FindingInfo } from '../../src/yaml/catalogue/findingInfo.ts';
import { GVISOR_CODES } from '../../src/yaml/catalogue/gvisorCodes.ts';
import { KATA_CODES } from '../../src/yaml/catalogue/kataCodes.ts';
import { STRUCTURE_CODES } from '../../src/yaml/catalogue/structureCodes.ts';
import { LIMIT_CODES, SYNTAX_CODES } from '../../src/yaml/catalogue/syntaxCodes.ts';

interface Chapter {
  readonly title: string;
  readonly about: string;
  readonly codes: Readonly<Record<string, FindingInfo>>;
}

const CHAPTERS: readonly Chapter[] = [
  {
    title: 'gVisor',
    about:
      'What a pod with a gVisor class asks for and does not get. Warnings at most, unless the class is known to exist in the cluster.',
    codes: GVISOR_CODES,
  },
  {
    title: 'Kata and AKS Pod Sandboxing',
    about:
      'What a pod with a Kata class asks for and does not get. Warnings at most, unless the class is known to exist in the cluster.',
    codes: KATA_CODES,
  },
  {
    title: 'RuntimeClass',
    about: 'What the API server says of a class, and of a pod that names one.',
    codes: RUNTIME_CLASS_CODES,
  },
  {
    title: 'Cluster',
    about: 'What nodes and namespaces say. Nothing of it is found without a cluster or its facts.',
    codes: CLUSTER_CODES,
  },
  {
    title: 'Agent sandboxes',
    about:
      'What a Sandbox, SandboxTemplate, SandboxWarmPool or SandboxClaim of kubernetes-sigs/agent-sandbox says. The other rules go over its pod as over any other.',
    codes: AGENT_CODES,
  },
  {
    title: 'Structure',
    about:
      'What the definitions of the Kubernetes API say: those of the cluster where one is active, else those that the product brings.',
    codes: STRUCTURE_CODES,
  },
  {
    title: 'Syntax',
    about: 'Whether a text is YAML, and small enough to be checked.',
    codes: { ...SYNTAX_CODES, ...LIMIT_CODES },
  },
];

/** `docs/rules.md`: every code with what it finds, why that matters and what to do. */
export function rulesPage(): string {
  return `# Rules

<!-- Made by \`npm run docs:rules\` of the catalogue in src/yaml/catalogue. -->

What is found in manifests, in the editor and by \`aks-sandbox lint\`.

- \`aksSandbox.rules\`, or \`rules\` in \`.aks-sandbox.yaml\`, changes the severity of a code or turns it \`off\`.
- \`# aks-sandbox: ignore[CODE]\` on a line or above it silences one place, \`# aks-sandbox: ignore-file\` a file.

An **error** is refused, fails, or has no isolation; a **warning** behaves differently or often breaks;
**information** is worth knowing.

${CHAPTERS.map(chapter).join('\n')}`;
}

function chapter({ title, about, codes }: Chapter): string {
  return `## ${title}\n\n${about}\n\n${Object.entries(codes).map(section).join('\n')}`;
}

/** The heading is the code alone: that is the anchor which editor and SARIF link to. */
function section([code, { severity, title, why, remedy, source }]: readonly [
  string,
  FindingInfo,
]): string {
  return `### ${code}

**${title}** · ${severity}

${why}

What to do: ${remedy}

Source: ${source}
`;
}
