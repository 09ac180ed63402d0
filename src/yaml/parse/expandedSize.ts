import type { YamlNode } from './yamlNode.ts';

/**
 * How many nodes a tree has when every alias is replaced by what it stands for; each node is looked
 * at once.
 */
export function expandedSize(root: YamlNode): number {
  const sizes = new Map<YamlNode, number>();
  const sizeOf = (node: YamlNode): number => {
    switch (node.kind) {
      case 'scalar':
        return 1;
      case 'alias':
        // An alias within its own anchor has no size yet: it stands for nothing that ends.
        return node.target ? (sizes.get(node.target) ?? 1) : 1;
      case 'list':
        return kept(node, 1 + sum(node.items.map(sizeOf)));
      case 'map':
        return kept(node, 1 + sum(node.entries.map((one) => sizeOf(one.key) + sizeOf(one.value))));
    }
  };
  const kept = (node: YamlNode, size: number): number => {
    sizes.set(node, size);
    return size;
  };
  return sizeOf(root);
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((all, one) => all + one, 0);
}
