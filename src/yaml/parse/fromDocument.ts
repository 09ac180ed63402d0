import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import { absentScalar, madeMap } from './madeNodes.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './yamlNode.ts';
import { absentAt, contentEnd, lineEnd } from './yamlText.ts';

/**
 * Makes our tree of a document of `yaml`, as far as it could be read; `undefined` for an empty one.
 */
export function fromDocument(text: string, document: Document): YamlNode | undefined {
  const contents = document.contents;
  if (!contents || (isScalar(contents) && isEmpty(contents) && !contents.anchor)) return undefined;
  return new TreeMaker(text).node(contents, 0);
}

class TreeMaker {
  readonly #text: string;
  readonly #anchors = new Map<string, YamlNode>();

  constructor(text: string) {
    this.#text = text;
  }

  /** `from` is where what stands before the node ends. */
  node(node: unknown, from: number): YamlNode {
    if (isAlias(node)) {
      const start = node.range?.[0] ?? from;
      const end = start + node.source.length + 1;
      return {
        kind: 'alias',
        start,
        end,
        name: node.source,
        target: this.#anchors.get(node.source),
      };
    }
    if (isMap(node)) return this.#named(node, this.#map(node, from));
    if (isSeq(node)) return this.#named(node, this.#list(node, from));
    if (isScalar(node)) return this.#named(node, this.#scalar(node, from));
    return absentScalar(absentAt(this.#text, from));
  }

  #map(map: Node & { items: { key: unknown; value: unknown }[]; flow?: boolean }, from: number) {
    const flow = map.flow === true;
    const start = map.range?.[0] ?? from;
    const entries: YamlEntry[] = [];
    let end = flow ? start + 1 : start;
    for (const pair of map.items) {
      const key = this.node(pair.key, end);
      const value = this.node(pair.value, key.end);
      entries.push({ key, value });
      end = Math.max(key.end, value.end);
    }
    if (flow) end = Math.max(end, map.range?.[1] ?? end);
    return madeMap(start, end, flow, entries);
  }

  #list(list: Node & { items: unknown[]; flow?: boolean }, from: number) {
    const flow = list.flow === true;
    const start = list.range?.[0] ?? from;
    const items: YamlNode[] = [];
    let end = flow ? start + 1 : start;
    for (const each of list.items) {
      const item = this.node(each, end);
      items.push(item);
      end = Math.max(end, item.end);
    }
    if (flow) end = Math.max(end, list.range?.[1] ?? end);
    return { kind: 'list', start, end, flow, items } as const;
  }

  #scalar(scalar: Scalar, from: number): YamlScalar {
    const text = scalar.source ?? '';
    const style = STYLES[scalar.type ?? 'PLAIN'] ?? 'plain';
    const tag = scalar.tag ? scalar.tag.replace(/^tag:yaml\.org,2002:/, '!!') : '';
    let [start, end] = scalar.range ?? [from, from];
    if (style === 'plain' && text === '' && tag === '' && !scalar.anchor) {
      start = absentAt(this.#text, from);
      end = start;
    } else if (style === 'literal' || style === 'folded') {
      start = Math.min(lineEnd(this.#text, start) + 1, end);
      end = contentEnd(this.#text, start, end);
    }
    return { kind: 'scalar', start, end, text, style, tag };
  }

  #named<T extends YamlNode>(node: { anchor?: string | undefined }, made: T): T {
    if (node.anchor) this.#anchors.set(node.anchor, made);
    return made;
  }
}

function isEmpty(scalar: Scalar): boolean {
  return (scalar.value ?? '') === '' && (scalar.type ?? 'PLAIN') === 'PLAIN' && !scalar.tag;
}

const STYLES: Readonly<Record<string, YamlScalar['style']>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};
