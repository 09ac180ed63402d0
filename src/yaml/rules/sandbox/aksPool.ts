import {
  AKS_FIPS_LABEL,
  AKS_OS_SKU_LABEL,
  ARCHITECTURE_LABEL,
  OS_LABEL,
} from '../../../model/labels.ts';
import { USUAL_CLASSES } from '../../../model/runtimeClass/usualClasses.ts';
import { textEntries } from '../../objects/podFields.ts';
import { CONFIDENTIAL_CLASS } from './aksKata.ts';
import { itemsOf, textOf, valueAt, type YamlNode } from '../../parse/yamlNode.ts';
import type { PodRule, PodSubject } from '../rule/rule.ts';

const NOT_AMD64 = /^(?!amd64$)/;

/** Labels of nodes, and the values with which Pod Sandboxing cannot run there. */
const BANNED: ReadonlyMap<string, readonly [values: RegExp, 'AK001' | 'AK002', string]> = new Map([
  [ARCHITECTURE_LABEL, [NOT_AMD64, 'AK001', 'AKS Pod Sandboxing needs amd64 nodes']],
  [`beta.${ARCHITECTURE_LABEL}`, [NOT_AMD64, 'AK001', 'AKS Pod Sandboxing needs amd64 nodes']],
  [OS_LABEL, [/^windows$/, 'AK001', 'AKS Pod Sandboxing needs Linux nodes']],
  [
    AKS_OS_SKU_LABEL,
    [
      /^(?!AzureLinux3?$|CBLMariner$|Mariner$)/,
      'AK001',
      'AKS Pod Sandboxing needs the OS SKU AzureLinux',
    ],
  ],
  [AKS_FIPS_LABEL, [/^true$/, 'AK002', 'AKS Pod Sandboxing does not support FIPS nodes']],
]);

/** AK001, AK002, KT022: a class of AKS on nodes that cannot have it, and the confidential one. */
export const aksPool: PodRule = function* ({ pod, named }: PodSubject) {
  if (named?.name === CONFIDENTIAL_CLASS) {
    yield {
      code: 'KT022',
      message:
        'Confidential containers on AKS are a preview on node images of Azure Linux 2.0 that are not renewed any more; files of hostPath volumes are copied and not shared. Use kata-vm-isolation unless the memory of the VM has to be encrypted.',
      at: named.node,
    };
  }
  if (!USUAL_CLASSES.some(({ name, isOfAks }) => isOfAks && name === named?.name)) return;
  for (const { key, value, node } of textEntries(valueAt(pod.spec, 'nodeSelector'))) {
    const [values, code, message] = BANNED.get(key) ?? [];
    if (!values?.test(value) || !code) continue;
    yield { code, message: `${message}: ${key}=${value} selects others.`, at: node };
  }
  const terms = itemsOf(valueAt(pod.spec, ...REQUIRED_TERMS)).map(bannedIn);
  // One term is enough for a node.
  if (!terms.every((term) => term !== undefined)) return;
  for (const { code, message, key, values, at } of terms) {
    yield { code, message: `${message}: ${key} in ${values.join(', ')} selects others.`, at };
  }
};

const REQUIRED_TERMS = [
  'affinity',
  'nodeAffinity',
  'requiredDuringSchedulingIgnoredDuringExecution',
  'nodeSelectorTerms',
];

interface BannedTerm {
  readonly code: 'AK001' | 'AK002';
  readonly message: string;
  readonly key: string;
  readonly values: readonly string[];
  readonly at: YamlNode;
}

/** What in a term of a node affinity selects banned nodes alone; all of a term has to match. */
function bannedIn(term: YamlNode): BannedTerm | undefined {
  for (const expression of itemsOf(valueAt(term, 'matchExpressions'))) {
    const key = textOf(valueAt(expression, 'key')) ?? '';
    const [banned, code, message = ''] = BANNED.get(key) ?? [];
    const at = valueAt(expression, 'values');
    const values = itemsOf(at).flatMap((value) => textOf(value) ?? []);
    if (!banned || !code || !at || textOf(valueAt(expression, 'operator')) !== 'In') continue;
    if (values.length > 0 && values.every((value) => banned.test(value))) {
      return { code, message, key, values, at };
    }
  }
  return undefined;
}
