import {
  AKS_FIPS_LABEL,
  AKS_OS_SKU_LABEL,
  ARCHITECTURE_LABEL,
  OS_LABEL,
} from '../../../model/labels.ts';
import { type LabelChoice, nodeTermsOf } from '../../objects/nodeTerms.ts';
import { textEntries } from '../../objects/podFields.ts';
import { CONFIDENTIAL_CLASS, isAksKata } from './aksKata.ts';
import { valueAt } from '../../parse/yamlNode.ts';
import type { PodRule, PodSubject } from '../rule/rule.ts';

const NOT_AMD64 = /^(?!amd64$)/;

/** Labels of nodes, and the values with which Pod Sandboxing cannot run there. */
const BANNED: ReadonlyMap<string, readonly [values: RegExp, 'AK001' | 'AK002', string]> = new Map([
  [ARCHITECTURE_LABEL, [NOT_AMD64, 'AK001', 'AKS Pod Sandboxing needs amd64 nodes']],
  [`beta.${ARCHITECTURE_LABEL}`, [NOT_AMD64, 'AK001', 'AKS Pod Sandboxing needs amd64 nodes']],
  [OS_LABEL, [/^windows$/, 'AK001', 'AKS Pod Sandboxing needs Linux nodes']],
  [`beta.${OS_LABEL}`, [/^windows$/, 'AK001', 'AKS Pod Sandboxing needs Linux nodes']],
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
  if (named?.name !== CONFIDENTIAL_CLASS && !isAksKata(named)) return;
  for (const { key, value, node } of textEntries(valueAt(pod.spec, 'nodeSelector'))) {
    const [values, code, message] = BANNED.get(key) ?? [];
    if (!values?.test(value) || !code) continue;
    yield { code, message: `${message}: ${key}=${value} selects others.`, at: node };
  }
  const terms = nodeTermsOf(pod.spec).map(bannedIn);
  // One term is enough for a node.
  if (!terms.every((term) => term !== undefined)) return;
  for (const { code, message, key, values, at } of terms) {
    yield { code, message: `${message}: ${key} in ${values.join(', ')} selects others.`, at };
  }
};

interface BannedChoice extends LabelChoice {
  readonly code: 'AK001' | 'AK002';
  readonly message: string;
}

/** What in a term of a node affinity selects banned nodes alone; all of a term has to match. */
function bannedIn(term: readonly LabelChoice[]): BannedChoice | undefined {
  for (const choice of term) {
    const [banned, code, message] = BANNED.get(choice.key) ?? [];
    if (!banned || !code || message === undefined) continue;
    if (choice.values.every((value) => banned.test(value))) return { ...choice, code, message };
  }
  return undefined;
}
