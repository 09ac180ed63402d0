import type { YamlScalar } from '../parse/yamlNode.ts';

/** What is known of a text beside what it says. */
export interface StructureOptions {
  /** The object is a part of one, as a patch is: nothing is missing. */
  readonly partial?: boolean;
  /**
   * Keys of strategic merge patches may be there: `$patch`, `$retainKeys`, `$setElementOrder/…`.
   */
  readonly allowDirectives?: boolean;
  /** Required fields that something else may add before the object is applied: not missing. */
  readonly added?: readonly string[];
  /** Whether a scalar only stands for one that is not known yet: nothing is said of it. */
  readonly isPlaceholder?: (scalar: YamlScalar) => boolean;
}
