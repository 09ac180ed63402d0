import { isNull, resolved, type YamlNode } from '../parse/yamlNode.ts';
import type { SyntaxProblem } from '../parse/parseYaml.ts';
import type { ParsedPart } from './parsedPart.ts';
import { isPlaceholder } from './placeholders.ts';

/**
 * What kubectl says of a document that is a text, or an empty map or list: in a file of manifests
 * it is there by accident, as an output that begins with a message.
 */
export function strayDocument(part: ParsedPart): SyntaxProblem | undefined {
  const root = resolved(part.root);
  if (!root || part.role !== 'manifest' || part.problems.length > 0) return undefined;
  if (root.kind === 'scalar' ? isNull(root) || isPlaceholder(root.text) : !isEmpty(root)) {
    return undefined;
  }
  const message =
    'kubectl refuses this document, which is no object: delete it, or make a comment of it.';
  return { code: 'syntax', message, span: { start: root.start, end: root.end } };
}

function isEmpty(root: YamlNode): boolean {
  return (
    (root.kind === 'map' && root.entries.length === 0) ||
    (root.kind === 'list' && root.items.length === 0)
  );
}
