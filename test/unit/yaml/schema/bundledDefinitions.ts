import path from 'node:path';
import { loadDefinitions } from '../../../../src/definitions/loadDefinitions.ts';
import { shiftFinding, type Finding } from '../../../../src/yaml/findings/finding.ts';
import { parseYaml } from '../../../../src/yaml/parse/parseYaml.ts';
import { checkStructure } from '../../../../src/yaml/schema/checkStructure.ts';
import type { Definitions } from '../../../../src/yaml/schema/types/definitions.ts';
import type { StructureOptions } from '../../../../src/yaml/schema/structureOptions.ts';
import { splitParts } from '../../../../src/yaml/document/splitParts.ts';

/** The definitions that the product brings. */
export function bundledDefinitions(): Promise<Definitions> {
  return loadDefinitions(path.join(import.meta.dirname, '../../../..'));
}

/** What is found in all documents of a file. */
export function structureFindings(
  text: string,
  definitions: Definitions,
  options?: StructureOptions,
): readonly Finding[] {
  return splitParts(text).flatMap((part) => {
    const { root } = parseYaml(part.text);
    const findings = root ? checkStructure(root, definitions, options) : [];
    return findings.map((finding) => shiftFinding(finding, part.start));
  });
}
