import type { YamlAlias, YamlNode } from './yamlNode.ts';

/** The aliases of a tree that no anchor before them explains; kubectl refuses them. */
export function unknownAliases(node: YamlNode): readonly YamlAlias[] {
  switch (node.kind) {
    case 'scalar':
      return [];
    case 'alias':
      return node.target ? [] : [node];
    case 'list':
      return node.items.flatMap(unknownAliases);
    case 'map':
      return node.entries.flatMap(({ key, value }) => [
        ...unknownAliases(key),
        ...unknownAliases(value),
      ]);
  }
}
