import { USUAL_CLASSES } from '../../model/runtimeClass/usualClasses.ts';
import { markdownCode, markdownText, plainText } from '../../base/text/plainText.ts';
import { capabilityOf } from '../../model/runtimeClass/capability.ts';
import { ISOLATION_NAMES, isolationOf } from '../../model/isolation/isolation.ts';
import type { KubeNode } from '../../model/node/node.ts';
import { blockingTaints } from '../../model/placement/placement.ts';
import { isDeprecatedLabel, labelRank } from '../../model/node/labelRank.ts';
import {
  type Taint,
  taintText,
  type Toleration,
  tolerationOf,
} from '../../model/kubernetes/taint.ts';
import { type Facts, knownClasses, knownItems } from '../facts/facts.ts';
import { classMarkdown } from './classMarkdown.ts';
import type { Suggestion } from './completion.ts';
import { count } from '../../base/text/count.ts';
import {
  AKS_KATA_LABELS,
  AKS_MODE_LABEL,
  AKS_OS_SKU_LABEL,
  AKS_POOL_LABEL,
  ARCHITECTURE_LABEL,
  GVISOR_LABEL,
  HOSTNAME_LABEL,
  INSTANCE_TYPE_LABEL,
  OS_LABEL,
  ZONE_LABEL,
} from '../../model/labels.ts';

/**
 * Labels that AKS gives to its nodes (use-labels.md, 2026-08), offered where nodes are not known.
 */
const USUAL_LABELS = [
  AKS_POOL_LABEL,
  AKS_MODE_LABEL,
  AKS_OS_SKU_LABEL,
  AKS_KATA_LABELS[0],
  ARCHITECTURE_LABEL,
  OS_LABEL,
  HOSTNAME_LABEL,
  INSTANCE_TYPE_LABEL,
  ZONE_LABEL,
  GVISOR_LABEL,
];

/**
 * The RuntimeClasses of the cluster and of manifests, sandboxes first; the usual ones where none is
 * known.
 */
export function classSuggestions(facts: Facts): readonly Suggestion[] {
  const classes = knownClasses(facts);
  if (classes.length === 0 && facts.runtimeClasses.state === 'unknown') {
    return USUAL_CLASSES.map(({ name, about }) => ({
      label: name,
      insertText: name,
      kind: 'class',
      detail: about,
      documentation: 'No cluster is active: whether this class exists is not known.',
      rank: 1,
    }));
  }
  const seen = new Set<string>();
  return classes.flatMap((one): Suggestion[] => {
    if (seen.has(one.name)) return [];
    seen.add(one.name);
    const { isolation } = one;
    const nodes = knownItems(facts.nodes);
    const { length } = capabilityOf(one, nodes).capable;
    const where = facts.nodes.state === 'unknown' ? '' : ` · ${count(length, 'capable node')}`;
    const what = isolation === 'none' ? 'not a sandbox' : ISOLATION_NAMES[isolation];
    return [
      {
        label: one.name,
        insertText: one.name,
        kind: 'class',
        detail: `${what}${where}`,
        documentation: classMarkdown(one, facts),
        rank: isolation === 'none' || length === 0 ? 2 : 0,
      },
    ];
  });
}

/** Keys of nodes' labels: those that tell most first, those that are deprecated last. */
export function labelKeySuggestions(facts: Facts): readonly Suggestion[] {
  const nodes = knownItems(facts.nodes);
  if (nodes.length === 0) {
    return USUAL_LABELS.map((label) => suggestion(label, 'label', 'usual on AKS', '', 1));
  }
  const values = new Map<string, Set<string>>();
  for (const { labels } of nodes) {
    for (const [key, value] of Object.entries(labels)) {
      const known = values.get(key) ?? new Set<string>();
      values.set(key, known.add(value));
    }
  }
  return [...values].slice(0, MAX_SUGGESTIONS).map(([key, known]) => {
    const some = [...known]
      .toSorted()
      .slice(0, 10)
      .map((one) => markdownCode(one));
    const rank = isDeprecatedLabel(key) ? 9 : labelRank(key);
    return suggestion(key, 'label', valuesText(known), `Values: ${some.join(', ')}`, rank);
  });
}

/** The values themselves where they are few and short, else how many there are. */
function valuesText(values: ReadonlySet<string>): string {
  const all = [...values].toSorted().join(', ');
  if (all.length <= MAX_DETAIL) return plainText(all);
  return count(values.size, 'value');
}

/** In characters: VS Code cuts off what is much longer. */
const MAX_DETAIL = 24;

/** The values that nodes have for a label, with the pools they are in. */
export function labelValueSuggestions(facts: Facts, key: string): readonly Suggestion[] {
  const byValue = new Map<string, KubeNode[]>();
  for (const node of knownItems(facts.nodes)) {
    const value = node.labels[key];
    if (value === undefined) continue;
    byValue.set(value, [...(byValue.get(value) ?? []), node]);
  }
  return [...byValue].slice(0, MAX_SUGGESTIONS).map(([value, nodes]) => {
    const pools = [...new Set(nodes.map(({ pool }) => pool))].toSorted();
    const handlers = [...new Set(nodes.flatMap((node) => node.handlers ?? []))].toSorted();
    const documentation = [
      `Pools: ${pools.map((pool) => markdownText(pool)).join(', ')}`,
      ...(handlers.length > 0
        ? [`Handlers: ${handlers.map((one) => markdownCode(one)).join(', ')}`]
        : []),
    ].join('\n\n');
    return suggestion(quoted(value), 'label', count(nodes.length, 'node'), documentation, 0);
  });
}

/** Whole tolerations, one for each taint of the cluster that is not tolerated yet. */
export function tolerationSuggestions(
  facts: Facts,
  tolerations: readonly Toleration[],
): readonly Suggestion[] {
  const nodes = knownItems(facts.nodes);
  return blockingTaints(nodes, tolerations).map((taint) => ({
    label: taintText(taint),
    insertText: tolerationText(taint),
    kind: 'taint',
    detail: 'toleration',
    documentation: `Lets the pod onto the nodes with this taint, in ${[
      ...new Set(
        nodes
          .filter((node) => node.taints.some((own) => taintText(own) === taintText(taint)))
          .map(({ pool }) => markdownText(pool)),
      ),
    ].join(', ')}`,
    rank: 0,
  }));
}

function tolerationText(taint: Taint): string {
  return Object.entries(tolerationOf(taint))
    .map(([name, value]) => `${name}: ${name === 'value' ? quoted(value) : value}`)
    .join('\n');
}

/** Names of nodes, with what they serve. */
export function nodeSuggestions(facts: Facts): readonly Suggestion[] {
  return knownItems(facts.nodes)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ name, pool, ready, handlers }) =>
      suggestion(
        name,
        'node',
        `${pool}${ready ? '' : ' · not Ready'}`,
        handlers ? `Handlers: ${handlers.map((one) => markdownCode(one)).join(', ')}` : '',
        0,
      ),
    );
}

export function namespaceSuggestions(facts: Facts): readonly Suggestion[] {
  const names = [...knownItems(facts.namespaces), ...(facts.declared?.namespaces ?? [])];
  return [...new Set(names)]
    .slice(0, MAX_SUGGESTIONS)
    .map((name) => suggestion(name, 'namespace', '', '', 0));
}

/** Handlers that nodes serve or classes name. */
export function handlerSuggestions(facts: Facts): readonly Suggestion[] {
  const served = knownItems(facts.nodes).flatMap(({ handlers }) => handlers ?? []);
  const named = knownItems(facts.runtimeClasses).map(({ handler }) => handler);
  const all = [...new Set([...served, ...named, ...(served.length > 0 ? [] : ['runsc', 'kata'])])];
  return all.toSorted().map((handler) => {
    const serving = knownItems(facts.nodes).filter((node) => node.handlers?.includes(handler));
    const isolation = ISOLATION_NAMES[isolationOf(handler)];
    const where = facts.nodes.state === 'unknown' ? '' : ` · ${count(serving.length, 'node')}`;
    return suggestion(handler, 'value', `${isolation}${where}`, '', 0);
  });
}

const MAX_SUGGESTIONS = 500;

function suggestion(
  label: string,
  kind: Suggestion['kind'],
  detail: string,
  documentation: string,
  rank: number,
): Suggestion {
  return { label, insertText: label, kind, detail, documentation, rank };
}

/** Label values and the like are texts: what YAML would read as something else is quoted. */
function quoted(value: string): string {
  return /^(?:true|false|yes|no|on|off|y|n|null|~|[-+.\d].*|)$/i.test(value) ? `"${value}"` : value;
}
