import { isNull, keyOf, type YamlEntry, type YamlMap, type YamlScalar } from '../parse/yamlNode.ts';
import type { Span } from '../parse/span.ts';
import type { Definitions } from './types/definitions.ts';
import { isKubectlList } from './kubectlList.ts';
import { nearestName } from '../findings/nearestName.ts';
import { oddCharacterOf, visible } from '../findings/oddCharacter.ts';
import { replaceFix, shown, type StructureFinding, structureFinding } from './structureFinding.ts';
import { groupOf } from '../../model/kubernetes/apiVersion.ts';
import { isBuiltInGroup } from '../../model/kubernetes/builtInGroup.ts';

/**
 * What an object says it is: the scalars behind `apiVersion` and `kind`, as far as they are there.
 */
export interface ObjectHead {
  readonly apiVersion: YamlScalar | undefined;
  readonly kind: YamlScalar | undefined;
}

/**
 * Reads `apiVersion` and `kind` from the map itself; the last ones, as the API server does. An
 * empty kind is none; an empty apiVersion is taken for a kind of the core group.
 */
export function headOf({ entries }: YamlMap): ObjectHead {
  const kind = scalarAt(entries, 'kind');
  return {
    apiVersion: scalarAt(entries, 'apiVersion'),
    kind: kind?.text === '' ? undefined : kind,
  };
}

function scalarAt(entries: readonly YamlEntry[], key: string): YamlScalar | undefined {
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index];
    if (entry?.key.kind !== 'scalar' || entry.key.text !== key) continue;
    const { value } = entry;
    return value.kind === 'scalar' && !isNull(value) ? value : undefined;
  }
  return undefined;
}

/**
 * Whether a map is an object of Kubernetes, as far as its head tells: the values of a chart may
 * have a `kind` of their own, and many a file an `apiVersion`.
 */
export function isObject(
  map: YamlMap,
  { apiVersion, kind }: ObjectHead,
  definitions: Definitions,
): boolean {
  const has = (key: string): boolean => map.entries.some((entry) => keyOf(entry) === key);
  if (apiVersion && kind) return true;
  if (kind) return has('metadata') || has('spec') || isKubectlList(map, { apiVersion, kind });
  if (!apiVersion || !has('metadata')) return false;
  return [...definitions.kindsOf(apiVersion.text)].length > 0;
}

/**
 * What is wrong with apiVersion and kind of an object that is not among the definitions; `at` is
 * where it begins.
 */
export function checkKind(
  { apiVersion, kind }: ObjectHead,
  definitions: Definitions,
  at: Span,
): StructureFinding | undefined {
  if (apiVersion && kind) return checkKnown(apiVersion, kind, definitions);
  if (kind) return missingApiVersion(kind, definitions);
  return structureFinding('missing-field', apiVersion ?? at, 'This object has no "kind".');
}

function missingApiVersion(kind: YamlScalar, definitions: Definitions): StructureFinding {
  const versions = definitions.apiVersionsOf(kind.text);
  const [only] = versions;
  const one = only !== undefined && versions.length === 1;
  return structureFinding(
    'missing-field',
    kind,
    `This object has no "apiVersion"${one ? `; that of ${kind.text} is ${only}` : ''}.`,
  );
}

/**
 * A kind may belong to a CRD that nobody told of, so only what cannot be one is told: a kind beside
 * a group of Kubernetes' own that has it in another version or a nearly equal one.
 */
function checkKnown(
  apiVersion: YamlScalar,
  kind: YamlScalar,
  definitions: Definitions,
): StructureFinding | undefined {
  const kinds = [...definitions.kindsOf(apiVersion.text)];
  const homes = definitions.apiVersionsOf(kind.text).filter((home) => !isCustomGroup(home));
  const group = groupOf(apiVersion.text);
  if (kinds.length > 0) {
    if (isCustomGroup(apiVersion.text)) return undefined;
    const [home] = homes;
    if (home !== undefined && homes.length === 1) {
      return wrongVersion('error', apiVersion, `${kind.text} is in ${home}`, home);
    }
    const nearest = nearestName(kind.text, kinds);
    if (nearest === undefined) return unserved(apiVersion, kind, definitions);
    const odd = oddCharacterOf(kind);
    const called = odd ? `${shown(visible(kind.text))}: ${odd.which}` : shown(kind.text);
    return structureFinding(
      'unknown-kind',
      odd?.at ?? kind,
      `${apiVersion.text} has no kind ${called}. Did you mean ${nearest}?`,
      replaceFix(`Replace with ${nearest}`, kind, nearest),
    );
  }
  const sameGroup = homes.find((home) => groupOf(home) === group);
  if (sameGroup !== undefined) {
    const why = `Kubernetes ${definitions.kubernetes} serves ${kind.text} as ${sameGroup}`;
    return wrongVersion('information', apiVersion, why, sameGroup);
  }
  const [home] = homes;
  if (group === 'extensions' && home !== undefined && homes.length === 1) {
    return wrongVersion('warning', apiVersion, `${kind.text} moved to ${home}`, home);
  }
  return unserved(apiVersion, kind, definitions);
}

/**
 * The group of a CRD has a dot: what one without a dot lacks today, an earlier Kubernetes had, or
 * none. Many files that are not for an API server have a `kind` of their own and `v1`.
 */
function unserved(
  apiVersion: YamlScalar,
  kind: YamlScalar,
  definitions: Definitions,
): StructureFinding | undefined {
  const group = groupOf(apiVersion.text);
  if (group === '' || group.includes('.') || !isBuiltInGroup(group)) return undefined;
  if (kind.text.endsWith('List')) return undefined;
  const message = `Kubernetes ${definitions.kubernetes} has no ${shown(kind.text)} in ${apiVersion.text}: an API server of that version refuses it.`;
  return { ...structureFinding('unknown-kind', kind, message), severity: 'information' };
}

function wrongVersion(
  severity: 'error' | 'warning' | 'information',
  apiVersion: YamlScalar,
  why: string,
  home: string,
): StructureFinding {
  const odd = oddCharacterOf(apiVersion);
  const called = odd ? `${shown(visible(apiVersion.text))}: ${odd.which}` : shown(apiVersion.text);
  return {
    ...structureFinding(
      'unknown-kind',
      odd?.at ?? apiVersion,
      `${why}, not in ${called}.`,
      replaceFix(`Replace with ${home}`, apiVersion, home),
    ),
    // No version of an API has such a character.
    severity: odd ? 'error' : severity,
  };
}

/**
 * Groups of CRDs have a dot; those of Kubernetes have none or end in `.k8s.io`, as some CRDs' do.
 */
function isCustomGroup(apiVersion: string): boolean {
  const group = groupOf(apiVersion);
  return group.includes('.') && !group.endsWith('.k8s.io');
}
