import type { YamlNode, YamlScalar } from './yamlNode.ts';
import type { RefusedSpan } from './refusal.ts';

/**
 * The first scalar that kubectl's scanner does not take, or not as one: a plain one with `?`, `:`
 * or a bracket in a flow collection, an escape that is JSON's alone (go.yaml.in/yaml
 * `scannerc.go`).
 */
export function refusedScalar(
  text: string,
  node: YamlNode,
  isFlow = false,
): RefusedSpan | undefined {
  switch (node.kind) {
    case 'scalar':
      return node.style === 'double' ? refusedEscape(text, node) : undefined;
    case 'list':
      return firstOf(node.items, (item) => {
        const within = node.flow || isFlow;
        return (
          (within ? refusedPlain(text, item, 1) : undefined) ?? refusedScalar(text, item, within)
        );
      });
    case 'map': {
      const within = node.flow || isFlow;
      return firstOf(
        node.entries,
        ({ key, value }) =>
          (within ? refusedEntry(text, key, value) : undefined) ??
          refusedScalar(text, key, within) ??
          refusedScalar(text, value, within),
      );
    }
    case 'alias':
      return undefined;
  }
}

function refusedEntry(text: string, key: YamlNode, value: YamlNode): RefusedSpan | undefined {
  return refusedKey(text, key) ?? refusedPlain(text, key, 1) ?? refusedPlain(text, value, 0);
}

function firstOf<T>(
  all: readonly T[],
  find: (one: T) => RefusedSpan | undefined,
): RefusedSpan | undefined {
  for (const one of all) {
    const found = find(one);
    if (found) return found;
  }
  return undefined;
}

/** `containers:[…]` within braces, where the colon is a part of the text in front of it. */
function refusedKey(text: string, key: YamlNode): RefusedSpan | undefined {
  if (key.kind !== 'scalar' || key.style !== 'plain') return undefined;
  const { start, end } = key;
  if (text.charAt(end) !== ':' || !/[[{]/.test(text.charAt(end + 1))) return undefined;
  const message = `kubectl takes this colon for a part of the text: write a space behind it, "${key.text}: ${text.charAt(end + 1)}".`;
  return { start, end: end + 1, message };
}

/** `from`: at its beginning a `?` may be the mark of a key. */
function refusedPlain(text: string, node: YamlNode, from: number): RefusedSpan | undefined {
  if (node.kind !== 'scalar' || node.style !== 'plain') return undefined;
  const { start, end } = node;
  const written = text.slice(start, end);
  const mark = written.startsWith(':') ? ':' : written.includes('?', from) ? '?' : undefined;
  if (mark === undefined) return undefined;
  const message = `kubectl takes the "${mark}" of this text for a mark of its own, as it stands in brackets: quote the text.`;
  return { start, end, message };
}

function refusedEscape(text: string, { start, end }: YamlScalar): RefusedSpan | undefined {
  const written = text.slice(start, end);
  if (!written.includes('\\')) return undefined;
  for (const { 0: escape, index } of written.matchAll(/\\(?:u[\dA-Fa-f]{4}|[^])/g)) {
    if (!/^\\(?:\/|u[dD][89A-Fa-f])/.test(escape)) continue;
    const instead = escape === '\\/' ? '"/" alone' : 'the character itself';
    const message = `kubectl reads the escape "${escape}" in JSON alone: write ${instead}.`;
    return { start: start + index, end: start + index + escape.length, message };
  }
  return undefined;
}
