import {
  asMap,
  isMergeKey,
  isNull,
  itemsOf,
  keyOf,
  mergeSources,
  resolved,
  valueAt,
  type YamlEntry,
  type YamlList,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from '../parse/yamlNode.ts';
import type { Span } from '../parse/span.ts';
import { AliasGuard, hasAlias } from './aliasGuard.ts';
import { checkKey } from './checkKey.ts';
import { checkKind, headOf, isObject } from './checkKind.ts';
import { checkRestartPolicy } from './checkRestartPolicy.ts';
import { checkScalar } from './checkScalar.ts';
import type { Definitions } from './types/definitions.ts';
import { checkItem, checkItems, isKubectlList, itemsIn } from './kubectlList.ts';
import { duplicateKeyFinding, duplicateKeys } from './duplicateKeys.ts';
import { hasName, missingField, missingName, typeMismatch, unknownField } from './fieldFindings.ts';
import { ANY, type MapSchema, type ObjectSchema, type Schema } from './types/schema.ts';
import type { StructureFinding } from './structureFinding.ts';
import type { StructureOptions } from './structureOptions.ts';

/** A text that has more is no manifest; the rest would only be more of the same. */
const MAX_FINDINGS = 500;

/** `null` has four letters. */
const MAX_NULL = 4;

/**
 * Of the words that kubectl reads as a boolean, `yes` and `off` are the longest that it writes
 * otherwise.
 */
const MAX_SWITCH = 3;

/** Walks the tree of one object once, beside the schema of its kind. */
export class StructureWalker {
  readonly #root: YamlMap;
  readonly #definitions: Definitions;
  readonly #allowDirectives: boolean;
  readonly #added: readonly string[];
  readonly #isPlaceholder: ((scalar: YamlScalar) => boolean) | undefined;
  readonly #findings: StructureFinding[] = [];
  readonly #guard = new AliasGuard();
  #partial: boolean;
  #removable: boolean | undefined;

  constructor(root: YamlMap, definitions: Definitions, options: StructureOptions) {
    this.#root = root;
    this.#definitions = definitions;
    this.#partial = options.partial ?? false;
    this.#allowDirectives = options.allowDirectives ?? false;
    this.#added = options.added ?? [];
    this.#isPlaceholder = options.isPlaceholder;
  }

  run(): readonly StructureFinding[] {
    this.#object(this.#root, false);
    return this.#guard.sawAlias ? unique(this.#findings) : this.#findings;
  }

  /** A whole object: the document itself, or an item of a `List`. */
  #object(map: YamlMap, listed: boolean): void {
    const head = headOf(map);
    const { apiVersion, kind } = head;
    if (!listed && !isObject(map, head, this.#definitions)) return;
    const schema = apiVersion && kind && this.#definitions.kind(apiVersion.text, kind.text);
    if (schema) {
      this.#fields(map, schema, kind, true);
      this.#name(map, schema, kind);
      if (schema.unknownFields === 'refused') {
        this.#add(checkRestartPolicy(map, { apiVersion, kind }, (spec) => this.#isWhole(spec)));
      }
    } else if (isKubectlList(map, head)) {
      this.#list(map);
    } else {
      const masked =
        (apiVersion && this.#isMasked(apiVersion)) || (kind && this.#isMasked(kind)) === true;
      if (!masked && !this.#partial) this.#add(checkKind(head, this.#definitions, firstKey(map)));
      this.#map(map, ANY, '', map);
    }
  }

  #name(map: YamlMap, schema: ObjectSchema, kind: YamlScalar): void {
    if (!hasName(schema) || !this.#isWhole(map)) return;
    const metadata = map.entries.findLast((entry) => keyOf(entry) === 'metadata');
    const value = asMap(metadata?.value ?? valueAt(map, 'metadata'));
    if (value && !this.#isWhole(value)) return;
    this.#add(missingName(value, metadata?.key ?? kind));
  }

  #list(map: YamlMap): void {
    this.#duplicates(map);
    for (const items of itemsIn(map)) {
      if (!this.#isOpen(items)) this.#add(checkItems(items));
      for (const item of itemsOf(items)) {
        if (this.#isOpen(item) || !this.#guard.enter(item, ANY)) continue;
        this.#add(checkItem(item));
        const object = asMap(item);
        if (object) this.#object(object, true);
        this.#guard.leave(item);
      }
    }
  }

  /** `at` is where is said what is missing in it: its key, or itself. */
  #value(node: YamlNode, schema: Schema, name: string, at: Span): void {
    if (node.kind === 'scalar') {
      this.#scalar(node, schema, name);
      return;
    }
    if (this.#findings.length >= MAX_FINDINGS || !this.#guard.enter(node, schema)) return;
    const value = node.kind === 'alias' ? resolved(node) : node;
    if (value?.kind === 'scalar') this.#scalar(value, schema, name);
    else if (value?.kind === 'map') this.#map(value, schema, name, at);
    else if (value) this.#items(value, schema, name);
    this.#guard.leave(node);
  }

  #map(map: YamlMap, schema: Schema, name: string, at: Span): void {
    if (schema.kind === 'object') {
      this.#fields(map, schema, at, false);
      return;
    }
    this.#duplicates(map);
    if (schema.kind === 'map') {
      this.#freeEntries(map, schema);
      return;
    }
    if (schema.kind !== 'any') this.#add(typeMismatch(map, schema, name));
    for (const { key, value } of map.entries) this.#value(value, ANY, '', key);
  }

  #fields(map: YamlMap, schema: ObjectSchema, at: Span, isRoot: boolean): void {
    this.#duplicates(map);
    this.#entries(map, schema, isRoot);
    if (schema.required.length > 0 && this.#isWhole(map)) {
      for (const name of schema.required) {
        if (this.#added.includes(name)) continue;
        this.#add(missingField(map, schema, name, at));
      }
    }
  }

  #entries(map: YamlMap, schema: ObjectSchema, isRoot: boolean): void {
    const { entries } = map;
    for (let index = 0; index < entries.length; index++) {
      const entry = entries[index];
      if (!entry || this.#findings.length >= MAX_FINDINGS) continue;
      const { key, value } = entry;
      if (key.kind !== 'scalar') continue;
      const field = schema.fields.get(key.text);
      if (field && key.text.length <= MAX_SWITCH) this.#add(checkKey(key));
      if (!field) this.#noField(map, schema, entry, key);
      else if (isRoot && key.text === 'status') this.#status(value, field.schema, key);
      else this.#value(value, field.schema, key.text, key);
    }
  }

  /** The API server takes no status with an object, so nothing is missing in one. */
  #status(value: YamlNode, schema: Schema, key: YamlScalar): void {
    const partial = this.#partial;
    this.#partial = true;
    this.#value(value, schema, key.text, key);
    this.#partial = partial;
  }

  #noField(map: YamlMap, schema: ObjectSchema, { value }: YamlEntry, key: YamlScalar): void {
    if (isMergeKey(key)) {
      for (const source of mergeSources(value)) {
        const merged = asMap(source);
        if (!merged || !this.#guard.enter(source, schema)) continue;
        this.#entries(merged, schema, false);
        this.#guard.leave(source);
      }
      return;
    }
    if (this.#isMasked(key) || (this.#allowDirectives && key.text.startsWith('$'))) return;
    // SOPS writes down beside an object how it encrypted it.
    const isOfSops = key.text === 'sops' && map === this.#root;
    if (schema.unknownFields !== 'kept' && !isOfSops) this.#add(unknownField(map, schema, key));
    this.#value(value, ANY, key.text, key);
  }

  #freeEntries(map: YamlMap, schema: MapSchema): void {
    const inner = schema.element.schema;
    for (const { key, value } of map.entries) {
      if (key.kind !== 'scalar') continue;
      if (isMergeKey(key)) {
        for (const source of mergeSources(value)) this.#value(source, schema, '', key);
        continue;
      }
      if (this.#isMasked(key) || (this.#allowDirectives && key.text.startsWith('$'))) continue;
      this.#add(checkKey(key));
      this.#value(value, inner, key.text, key);
    }
  }

  #items(list: YamlList, schema: Schema, name: string): void {
    let inner: Schema = ANY;
    if (schema.kind === 'list') inner = schema.element.schema;
    else if (schema.kind !== 'any') this.#add(typeMismatch(list, schema, name));
    for (const item of list.items) {
      this.#value(item, inner, name, item.kind === 'map' && !item.flow ? firstKey(item) : item);
    }
  }

  #scalar(scalar: YamlScalar, schema: Schema, name: string): void {
    if (schema.kind === 'any' || this.#isMasked(scalar)) return;
    if (scalar.text.length <= MAX_NULL && isNull(scalar)) return;
    this.#add(
      schema.kind === 'scalar'
        ? checkScalar(scalar, schema, name)
        : typeMismatch(scalar, schema, name),
    );
  }

  #duplicates(map: YamlMap): void {
    const duplicates = duplicateKeys(map);
    if (duplicates.length === 0) return;
    this.#removable ??= !hasAlias(this.#root);
    for (const duplicate of duplicates) {
      this.#add(duplicateKeyFinding(duplicate, this.#removable));
    }
  }

  /**
   * Whether all fields of a map are there to be seen: not in a patch, and not where a placeholder
   * may bring some.
   */
  #isWhole({ entries }: YamlMap): boolean {
    if (this.#partial) return false;
    if (!this.#isPlaceholder) return true;
    return !entries.some(({ key }) => key.kind === 'scalar' && this.#isMasked(key));
  }

  #isOpen(node: YamlNode): boolean {
    return node.kind === 'scalar' && this.#isMasked(node);
  }

  #isMasked(scalar: YamlScalar): boolean {
    return this.#isPlaceholder?.(scalar) === true;
  }

  #add(finding: StructureFinding | undefined): void {
    if (finding && this.#findings.length < MAX_FINDINGS) this.#findings.push(finding);
  }
}

function firstKey(map: YamlMap): Span {
  return map.entries[0]?.key ?? map;
}

/** What is said of an anchored value both where it stands and through an alias is said once. */
function unique(findings: readonly StructureFinding[]): readonly StructureFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, span, message }) => {
    const id = `${code} ${span.start} ${message}`;
    return !seen.has(id) && seen.add(id);
  });
}
