import { type Manifest, manifestsOf } from '../objects/manifests.ts';
import type { YamlNode } from '../parse/yamlNode.ts';
import { type ParsedYaml, parseYaml, type SyntaxProblem } from '../parse/parseYaml.ts';
import { markProblems, withoutMarks } from './byteOrderMarks.ts';
import { separatorProblems } from './separators.ts';
import { hasOutsideAction } from './outsideAction.ts';
import { maskTokens } from './placeholders.ts';
import { hasActions, maskTemplate } from './templateMask.ts';

/**
 * What a document is: a `manifest`, a Kustomize `patch`, `values` of a Helm chart, a `template`.
 */
export type PartRole = 'manifest' | 'patch' | 'values' | 'template';

/**
 * What a file is, as far as its place tells; a `resource` is a manifest that a kustomization takes
 * and may add to.
 */
export type TextRole = PartRole | 'resource';

/** One document of a file, read once and kept as long as its text stays as it is. */
export interface ParsedPart {
  readonly text: string;
  readonly role: PartRole;
  /** A kustomization takes it, which may add to it. */
  readonly isResource?: boolean;
  readonly root: YamlNode | undefined;
  /** None for a template: what is wrong with a mask says nothing of the template. */
  readonly problems: readonly SyntaxProblem[];
  /** Up to which offset the tree is sure to be what is meant; absent when all of it is. */
  readonly sureTo?: number;
  readonly objects: readonly Manifest[];
}

/**
 * Reads one document. What has actions of templates outside of quotes, comments and blocks of text
 * is a template wherever it is; what has none is a manifest below `templates/` too.
 */
export function parsePart(text: string, role: TextRole): ParsedPart {
  if (role === 'template' && isTemplate(text)) return templatePart(text);
  const readable = withoutMarks(text);
  const parsed = parseWithTokens(readable);
  if (hasActions(text) && isWithActions(parsed, readable)) return templatePart(text);
  const { root, problems, ...rest } = parsed;
  return {
    text,
    role: role === 'resource' || role === 'template' ? 'manifest' : role,
    root,
    ...(role === 'resource' ? { isResource: true } : {}),
    problems: [...markProblems(text), ...separatorProblems(text), ...problems],
    objects: manifestsOf(root),
    ...rest,
  };
}

/** Helm runs what stands in comments too: some charts keep their branches there. */
function isTemplate(text: string): boolean {
  return hasActions(text) && (hasOutsideAction(text) || COMMENTED.test(text));
}

const COMMENTED = /^[ \t]*#[^\n]*\{\{-?[ \t]*(?:if|else|end|range|with|define|include|template)\b/m;

/** A tree of a part of the text does not tell. */
function isWithActions({ root, sureTo = Infinity }: ParsedYaml, text: string): boolean {
  return root && sureTo === Infinity ? hasAction(root, text) : hasOutsideAction(text);
}

function templatePart(text: string): ParsedPart {
  const { root } = parseYaml(hasActions(text) ? maskTemplate(text) : text);
  return { text, role: 'template', root, problems: [], objects: manifestsOf(root) };
}

/**
 * The tokens of replacement tasks may be no YAML, or a comment, until they are replaced: then they
 * are read as what stands for a value.
 */
function parseWithTokens(text: string): ParsedYaml {
  if (text.includes('#{') || text.includes('[[')) return parseYaml(maskTokens(text));
  const parsed = parseYaml(text);
  if (parsed.problems.length === 0) return parsed;
  const masked = maskTokens(text);
  if (masked === text) return parsed;
  const again = parseYaml(masked);
  return again.problems.length === 0 ? again : parsed;
}

/**
 * Whether an action stands as a value or within a plain one. The braces of an alerting rule or of a
 * secret's template stand in a block of text or in quotes.
 */
function hasAction(node: YamlNode | undefined, text: string): boolean {
  switch (node?.kind) {
    case 'scalar':
      return node.style === 'plain' && hasActions(node.text);
    case 'map':
      if (node.flow && text.startsWith('{{', node.start)) return true;
      return node.entries.some(({ key, value }) => hasAction(key, text) || hasAction(value, text));
    case 'list':
      return node.items.some((item) => hasAction(item, text));
    default:
      // An alias stands for what was seen at its anchor.
      return false;
  }
}
