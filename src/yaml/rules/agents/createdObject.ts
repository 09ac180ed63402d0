import { AGENT_EXTENSIONS_GROUP, AGENTS_VERSION } from '../../../model/agents/agentKinds.ts';
import { isDnsSubdomain } from '../../../model/kubernetes/dnsName.ts';
import { inNamespace, knownTemplates } from '../../facts/agentFacts.ts';
import { classFor } from '../../facts/classFor.ts';
import type { Facts } from '../../facts/facts.ts';
import type { Fix } from '../../findings/finding.ts';

/** An object that a manifest names and that is not there yet. */
export interface MissingObject {
  readonly kind: 'SandboxTemplate' | 'SandboxWarmPool';
  readonly name: string;
  /** Empty for that of whoever applies it. */
  readonly namespace: string;
}

/**
 * Adds the object as a document behind a text, sandboxed; none where nothing is known that it could
 * be made of. The image is for the author to change.
 */
export function creating(text: string, missing: MissingObject, facts: Facts): readonly Fix[] {
  const spec = missing.kind === 'SandboxTemplate' ? templateSpec(facts) : poolSpec(missing, facts);
  if (!spec) return [];
  const { kind, name, namespace } = missing;
  if (!isDnsSubdomain(name) || (namespace !== '' && !isDnsSubdomain(namespace))) return [];
  const lines = [
    ...(text.endsWith('\n') ? [] : ['']),
    '---',
    `apiVersion: ${AGENT_EXTENSIONS_GROUP}/${AGENTS_VERSION}`,
    `kind: ${kind}`,
    'metadata:',
    `  name: ${written(name)}`,
    ...(namespace === '' ? [] : [`  namespace: ${written(namespace)}`]),
    'spec:',
    ...spec,
    '',
  ];
  const newText = lines.join(text.includes('\r\n') ? '\r\n' : '\n');
  const span = { start: text.length, end: text.length };
  return [{ title: `Create the ${kind} "${name}" here`, edits: [{ span, newText }] }];
}

function templateSpec(facts: Facts): readonly string[] | undefined {
  const name = classFor('gvisor', facts) ?? classFor('kata', facts);
  if (name === undefined || !isDnsSubdomain(name)) return undefined;
  return [
    '  podTemplate:',
    '    spec:',
    `      runtimeClassName: ${written(name)}`,
    '      automountServiceAccountToken: false',
    '      dnsPolicy: Default',
    '      containers:',
    '        - name: agent',
    '          image: mcr.microsoft.com/azurelinux/busybox:1.36',
    '          resources:',
    '            limits:',
    "              cpu: '1'",
    '              memory: 1Gi',
  ];
}

function poolSpec({ namespace }: MissingObject, facts: Facts): readonly string[] | undefined {
  const [template] = inNamespace(knownTemplates(facts), namespace);
  if (!template || !isDnsSubdomain(template.name)) return undefined;
  return ['  replicas: 1', '  sandboxTemplateRef:', `    name: ${written(template.name)}`];
}

/** A name that YAML would read as something else is quoted. */
function written(name: string): string {
  const isText = /^[a-z]/.test(name) && !/^(?:true|false|yes|no|on|off|y|n|null)$/.test(name);
  return isText ? name : `'${name}'`;
}
