import { itemsOf, textOf, valueAt, type YamlMap, type YamlNode } from '../parse/yamlNode.ts';

/** The values that a label of a node must have one of. */
export interface LabelChoice {
  readonly key: string;
  readonly values: readonly string[];
  /** The list of values. */
  readonly at: YamlNode;
}

/**
 * Of each term of a pod's required node affinity the labels whose values it lists. A node has to
 * match one term, and all of it.
 */
export function nodeTermsOf(spec: YamlMap): readonly (readonly LabelChoice[])[] {
  return itemsOf(valueAt(spec, ...REQUIRED_TERMS)).map((term) =>
    itemsOf(valueAt(term, 'matchExpressions')).flatMap((expression) => choiceOf(expression)),
  );
}

const REQUIRED_TERMS = [
  'affinity',
  'nodeAffinity',
  'requiredDuringSchedulingIgnoredDuringExecution',
  'nodeSelectorTerms',
];

function choiceOf(expression: YamlNode): readonly LabelChoice[] {
  const key = textOf(valueAt(expression, 'key'));
  const at = valueAt(expression, 'values');
  const values = itemsOf(at).flatMap((value) => textOf(value) ?? []);
  if (key === undefined || !at || values.length === 0) return [];
  return textOf(valueAt(expression, 'operator')) === 'In' ? [{ key, values, at }] : [];
}
