import { type Manifest, manifestsOf } from '../objects/manifests.ts';
import type { YamlNode } from '../parse/yamlNode.ts';
import { parseYaml, type SyntaxProblem } from '../parse/parseYaml.ts';
import { separatorProblems } from './separators.ts';
import { hasActions, maskTemplate } from './templateMask.ts';

/**
 * What a file is, as far as its place tells: `values` of a Helm chart, a Kustomize `patch`, a
 * `template`.
 */
export type TextRole = 'manifest' | 'patch' | 'values' | 'template';

/** One document of a file, read once and kept as long as its text stays as it is. */
export interface ParsedPart {
  readonly text: string;
  readonly role: TextRole;
  readonly root: YamlNode | undefined;
  /** None for a template: what is wrong with a mask says nothing of the template. */
  readonly problems: readonly SyntaxProblem[];
  /** Up to which offset the tree is sure to be what is meant; absent when all of it is. */
  readonly sureTo?: number;
  readonly objects: readonly Manifest[];
}

/** Reads one document. What has actions of templates is a template wherever it is. */
export function parsePart(text: string, role: TextRole): ParsedPart {
  const actions = hasActions(text);
  if (role === 'template' || actions) {
    const plain = role === 'template' ? undefined : parseYaml(text);
    if (!plain || plain.problems.length > 0 || hasActionsOutsideBlocks(plain.root)) {
      const { root } = parseYaml(actions ? maskTemplate(text) : text);
      return { text, role: 'template', root, problems: [], objects: manifestsOf(root) };
    }
  }
  const { root, problems, ...rest } = parseYaml(withoutInnerMark(text));
  return {
    text,
    role,
    root,
    problems: [...separatorProblems(text), ...problems],
    objects: manifestsOf(root),
    ...rest,
  };
}

/**
 * A byte-order mark at the beginning of a later document, as files that were put together have it,
 * becomes a blank on the line above: kubectl leaves it out.
 */
function withoutInnerMark(text: string): string {
  return text.startsWith('---') ? text.replace(/^(---[^\r\n]*)(\r?\n)\uFEFF/, '$1 $2') : text;
}

/**
 * The braces of an alerting rule or a script stand in a block of text; those of a template do not.
 */
function hasActionsOutsideBlocks(node: YamlNode | undefined): boolean {
  switch (node?.kind) {
    case 'scalar':
      return node.style !== 'literal' && node.style !== 'folded' && hasActions(node.text);
    case 'map':
      return node.entries.some(
        ({ key, value }) => hasActionsOutsideBlocks(key) || hasActionsOutsideBlocks(value),
      );
    case 'list':
      return node.items.some(hasActionsOutsideBlocks);
    default:
      // An alias stands for what was seen at its anchor.
      return false;
  }
}
