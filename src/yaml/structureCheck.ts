import type { Finding } from './findings/finding.ts';
import type { ParsedPart } from './document/parsedPart.ts';
import { checkStructure } from './schema/checkStructure.ts';
import type { Definitions } from './schema/types/definitions.ts';
import { isPlaceholder, mayHavePlaceholders } from './document/placeholders.ts';
import type { StructureCheck } from './validate.ts';

/** What a kustomization brings by its labels, and one above it by a patch of a container. */
const BY_KUSTOMIZE = ['selector', 'image'];

/**
 * The check of documents against definitions; templates and values are no objects and are left out.
 */
export function structureCheck(definitions: Definitions): StructureCheck {
  return ({ text, role, root, sureTo, isResource = false }: ParsedPart): readonly Finding[] => {
    if (!root || role === 'template' || role === 'values') return [];
    return checkStructure(root, definitions, {
      partial: role === 'patch' || sureTo !== undefined,
      allowDirectives: role === 'patch',
      added: isResource ? BY_KUSTOMIZE : [],
      ...(mayHavePlaceholders(text)
        ? { isPlaceholder: (scalar) => isPlaceholder(scalar.text) }
        : {}),
    });
  };
}
