import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { DEFINITIONS_FILE, loadDefinitions } from '../../../../src/definitions/loadDefinitions.ts';
import { shiftFinding, type Finding } from '../../../../src/yaml/findings/finding.ts';
import { parseYaml } from '../../../../src/yaml/parse/parseYaml.ts';
import { checkStructure } from '../../../../src/yaml/schema/checkStructure.ts';
import type { Definitions } from '../../../../src/yaml/schema/types/definitions.ts';
import type { DefinitionTable } from '../../../../src/yaml/schema/types/openApi.ts';
import type { StructureOptions } from '../../../../src/yaml/schema/structureOptions.ts';
import { splitParts } from '../../../../src/yaml/document/splitParts.ts';

/** The definitions that the product brings. */
export function bundledDefinitions(): Promise<Definitions> {
  return loadDefinitions(ROOT);
}

/** The same as the table that they are made of. */
export async function bundledTable(): Promise<DefinitionTable> {
  const packed = await readFile(path.join(ROOT, DEFINITIONS_FILE));
  return JSON.parse(brotliDecompressSync(packed).toString('utf8')) as DefinitionTable;
}

const ROOT = path.join(import.meta.dirname, '../../../..');

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
