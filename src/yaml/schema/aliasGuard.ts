import { resolved, type YamlNode } from '../parse/yamlNode.ts';
import type { Schema } from './types/schema.ts';

/** Aliases of aliases nest deeper than the text does. */
const MAX_LEVELS = 400;

/** How many nodes are looked at through aliases: a bomb has more, a manifest some hundred. */
const MAX_ALIASED = 100_000;

/**
 * Keeps a walk that follows aliases bounded: what an alias stands for is walked once for each
 * schema, however many aliases there are, and nothing too deep.
 */
export class AliasGuard {
  readonly #walked = new Map<YamlNode, Set<Schema>>();
  #level = 0;
  #aliasLevel = 0;
  #aliased = 0;

  /** Whether an alias was followed. */
  get sawAlias(): boolean {
    return this.#walked.size > 0;
  }

  /** Whether to walk a node; if so, `leave` is called when that is done. */
  enter(node: YamlNode, schema: Schema): boolean {
    if (this.#level >= MAX_LEVELS) return false;
    if (node.kind === 'alias' && !this.#isNew(node, schema)) return false;
    if (this.#aliasLevel > 0 && this.#aliased++ >= MAX_ALIASED) return false;
    this.#level++;
    if (node.kind === 'alias') this.#aliasLevel++;
    return true;
  }

  leave(node: YamlNode): void {
    this.#level--;
    if (node.kind === 'alias') this.#aliasLevel--;
  }

  #isNew(alias: YamlNode, schema: Schema): boolean {
    const target = resolved(alias);
    if (!target) return false;
    let schemas = this.#walked.get(target);
    if (!schemas) this.#walked.set(target, (schemas = new Set()));
    if (schemas.has(schema)) return false;
    schemas.add(schema);
    return true;
  }
}

/** Whether a tree has an alias anywhere. */
export function hasAlias(node: YamlNode): boolean {
  switch (node.kind) {
    case 'alias':
      return true;
    case 'scalar':
      return false;
    case 'list':
      return node.items.some(hasAlias);
    case 'map':
      return node.entries.some(({ key, value }) => hasAlias(key) || hasAlias(value));
  }
}
